export {checkProcedure} from './check-procedure.ts';
export type {Finding, FindingParams, PatchOperation} from './finding.ts';
export {type FindingLanguage, findingText} from './finding-text.ts';
export {placeIn} from './place.ts';
export {type SarifFile, type SarifOptions, toSarif} from './sarif.ts';
export type {AttributeShape, ServiceShape, Surroundings} from './surroundings.ts';
