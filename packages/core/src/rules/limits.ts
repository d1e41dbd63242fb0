/** How large a rule may be: a form must answer within one frame, whoever wrote its definition. */

/** Levels of operations and lists within each other. */
export const MAX_DEPTH = 32;
/** Parts of one rule: operations, lists and literals. */
export const MAX_NODES = 2000;
