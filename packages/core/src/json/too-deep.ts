/** Whether recursion went deeper than the stack: `RangeError` by the standard's engines, `InternalError` in Firefox. */
export function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && error.name === 'InternalError');
}
