import {CONNECTOR_PACK, isLoopback, type LookupPolicy, POLICIES} from '@egov-form/connectors/server';
import {createForm, type Format, FormError, type Pack} from '@egov-form/core';
import {type DefinitionFinding, markChecked} from '@egov-form/core/check';
import type {ProcedureModule} from '@egov-form/core/procedure';
import cookie from '@fastify/cookie';
import fastify, {type FastifyInstance} from 'fastify';
import {AuditLog} from './audit/audit.ts';
import {sendProblem} from './errors.ts';
import {finishCopies, prepareFolders} from './files/dossier-files.ts';
import {UploadLeases} from './files/upload-leases.ts';
import {releaseLeftLeases} from './files/uploads.ts';
import {findingsOf} from './forms.ts';
import type {Gateway} from './gateway.ts';
import {housekeeping} from './housekeeping.ts';
import {headKeeper, nameInstallation} from './installation/installation.ts';
import {Jobs} from './jobs.ts';
import {BODY_LIMITS} from './limits.ts';
import {AnswerCache} from './lookups/answer-cache.ts';
import {CommonBudgets, ConnectorBudgets, DEFAULT_BUDGET} from './lookups/budget.ts';
import {createReceiptKeys} from './lookups/receipt-keys.ts';
import {createReceipts, RECEIPT_USE_MS} from './lookups/receipts.ts';
import {guardRegister, type OnDefect} from './lookups/resilience.ts';
import {addMetrics} from './metrics.ts';
import {addApiDescription} from './openapi/document.ts';
import {type GatewayOptions, systemClock} from './options.ts';
import {addJsonBodies} from './plugins/json-body.ts';
import {addOwnerCheck} from './plugins/opened-by.ts';
import {addParserAnswers, parserOptions} from './plugins/parser-answers.ts';
import {addProblemAnswers, describeFailure} from './plugins/problems.ts';
import {addTextCheck} from './plugins/readable-texts.ts';
import {addRequestLine, originForm} from './plugins/request-line.ts';
import {RequestLog} from './plugins/request-log.ts';
import {addSameOriginCheck} from './plugins/same-origin.ts';
import {addSecurityHeaders, securityHeaders} from './plugins/security-headers.ts';
import {addSessions, sessionCookie} from './plugins/session.ts';
import {dossiersOfOthers, keepDefinitions} from './procedures/kept-definitions.ts';
import {Procedures} from './procedures/procedures.ts';
import {dossierRoutes} from './routes/dossiers.ts';
import {draftKeyRoutes} from './routes/draft-key.ts';
import {formRoutes} from './routes/forms.ts';
import {healthRoutes} from './routes/health.ts';
import {keyRoutes} from './routes/keys.ts';
import {lookupRoutes} from './routes/lookups.ts';
import {myAnswerRoutes} from './routes/my-answers.ts';
import {myLookupRoutes} from './routes/my-lookups.ts';
import {officerDossierRoutes} from './routes/officer-dossiers.ts';
import {optionRoutes} from './routes/options.ts';
import {sessionRoutes} from './routes/session.ts';
import {signInRoutes} from './routes/sign-in.ts';
import {serveStatics} from './routes/statics.ts';
import {submissionRoutes} from './routes/submissions.ts';
import {uploadRoutes} from './routes/uploads.ts';
import {loadSecrets} from './secrets.ts';
import {ONE_HOUR, Sessions} from './sign-in/sessions.ts';
import {laterChecks, RegistersSilent} from './submissions/deferred-verification.ts';

/**
 * The gateway as a Fastify server that does not listen yet. Closing it closes the database.
 *
 * Log lines carry the route's pattern, status and time: never an address with its query, a body or a person.
 */
export async function buildServer(options: GatewayOptions): Promise<FastifyInstance> {
  const secrets = await loadSecrets(options.database);
  const {uploadsFolder, auditHeadsFile} = options;
  const keepHead = headKeeper(await nameInstallation(options.database), uploadsFolder, auditHeadsFile);
  const audit = new AuditLog(options.database, options.auditKey ?? secrets.auditKey, keepHead);
  await prepareFolders(uploadsFolder);
  await releaseLeftLeases(options.database);
  await finishCopies(options.database, uploadsFolder, Date.now());

  const https = options.origin.startsWith('https:');
  const app = fastify({
    ...parserOptions(https),
    rewriteUrl: ({url = '/'}) => originForm(url, options.origin),
    bodyLimit: BODY_LIMITS.bytes,
    // A phone on a poor network needs time for a file, but nobody keeps a connection open with headers alone.
    requestTimeout: 300_000,
    trustProxy: options.trustProxy ?? false,
    // An address that cannot be decoded reaches no hook.
    frameworkErrors: (_error, request, reply) => {
      reply.headers(securityHeaders(request.url, https));
      return sendProblem(reply, 'request.malformed', {detail: 'The address cannot be read.'});
    },
    logger: options.logStream
      ? {
          level: 'info',
          stream: options.logStream,
          redact: {paths: ['req.headers', 'res.headers', 'body', 'keys', 'answers', '*.keys', '*.answers'], remove: true},
          serializers: {
            req: (request) => ({method: request.method, route: request.routeOptions?.url ?? ''}),
            res: (reply) => ({status: reply.statusCode}),
            err: (error) => ({...describeFailure(error), type: error.name, message: '', stack: ''}),
          },
        }
      : false,
    logController: new RequestLog(),
    ajv: {customOptions: {removeAdditional: false, coerceTypes: false, useDefaults: false, allErrors: false, strict: true}},
  });

  const forms = usableForms(options, {
    refused: (form, findings) =>
      app.log.error({form, code: 'EGOV_CORE_DEFINITION', details: {problems: findings}}, 'form is not served'),
    odd: (form, findings) => app.log.warn({form, findings}, 'form has findings'),
  });
  const jobs = new Jobs(options.database, options.jobs?.here ?? true, (job, error) => {
    if (error instanceof RegistersSilent) app.log.warn({job}, 'registers do not answer yet');
    else app.log.error({job, failure: describeFailure(error)}, 'job failed');
  });
  const clock = options.clock ?? systemClock();
  const procedures = await Procedures.of(forms, options.packs, clock);
  await keepDefinitions(options.database, procedures);
  for (const {kept, ...found} of await dossiersOfOthers(options.database, procedures)) {
    if (kept) app.log.info(found, 'dossiers of a version that is not installed: their own definition is kept');
    else app.log.error(found, 'dossiers of a version that is not installed, and was never kept');
  }
  const policies = policiesOf(options);
  const receiptKeys = createReceiptKeys(options.database, RECEIPT_USE_MS);
  const gateway: Gateway = {
    options,
    procedures,
    clock,
    secrets,
    audit,
    jobs,
    receipts: createReceipts(receiptKeys, secrets.pseudonym),
    receiptKeys,
    registers: guardedRegisters(options, (register, error) =>
      app.log.error({register, failure: describeFailure(error)}, 'register adapter failed'),
    ),
    answers: new AnswerCache(),
    sessions: new Sessions(options.database, options.idleSeconds ?? ONE_HOUR, clock),
    uploadLeases: new UploadLeases(options.database),
    sessionCookie: sessionCookie(options.origin),
    sessionBudgets: new CommonBudgets(options.database, options.budget?.session ?? DEFAULT_BUDGET.session),
    connectorBudgets: new ConnectorBudgets(options.database, options.budget?.connectors),
    policies,
    formats: formatsOf(policies, options.packs),
    disagreements: new Map(),
    log: app.log,
  };

  addProblemAnswers(app);
  addSecurityHeaders(app, https);
  addParserAnswers(app, https);
  addRequestLine(app, options.origin);
  addLoopbackName(app, options.origin);
  addSameOriginCheck(app, options.origin);
  await app.register(cookie);
  addSessions(app, gateway);
  addOwnerCheck(app, secrets);
  addJsonBodies(app);
  addTextCheck(app);

  addApiDescription(app, options.origin);
  addMetrics(app, gateway);
  healthRoutes(app, gateway);
  formRoutes(app, gateway);
  keyRoutes(app, gateway);
  sessionRoutes(app, gateway);
  draftKeyRoutes(app, gateway);
  signInRoutes(app, gateway);
  lookupRoutes(app, gateway);
  optionRoutes(app, gateway);
  uploadRoutes(app, gateway);
  submissionRoutes(app, gateway);
  dossierRoutes(app, gateway);
  officerDossierRoutes(app, gateway);
  myLookupRoutes(app, gateway);
  myAnswerRoutes(app, gateway);
  serveStatics(app, options.statics ?? []);

  const {retrySeconds, pollSeconds} = options.jobs ?? {};
  await jobs.start();
  await jobs.add(laterChecks(gateway, retrySeconds), pollSeconds);
  const unknown = (codes: readonly string[]): void =>
    app.log.error({folders: codes.length, first: codes[0]}, 'folders of dossiers that the database does not know');
  await jobs.add(housekeeping(gateway, unknown), pollSeconds);
  const sealing = keepSealing(gateway, (error) => app.log.error({failure: describeFailure(error)}, 'sealing the audit failed'));
  app.addHook('onClose', async () => {
    await jobs.stop();
    await sealing.stop();
    await options.database.destroy();
  });
  return app;
}

/** Binds what is new in the audit every second; what others left open now and then; and the rest at the end. */
function keepSealing({audit, clock}: Gateway, failed: (error: unknown) => void): {stop(): Promise<void>} {
  let under: Promise<void> = Promise.resolve();
  let ticks = 0;
  const seal = (): Promise<void> => {
    under = under.then(() => audit.seal(new Date(clock.now()))).catch(failed);
    return under;
  };
  const timer = setInterval(() => {
    ticks += 1;
    if (audit.unsealed || ticks % 15 === 0) void seal();
  }, 1000);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await seal();
    },
  };
}

/** Policies of the registers that are there. @throws FormError `EGOV_GATEWAY_POLICY` for a register without one. */
function policiesOf({registers, policies}: GatewayOptions): Gateway['policies'] {
  const known: {readonly [connector: string]: LookupPolicy} = {...POLICIES, ...policies};
  return Object.fromEntries(
    Object.keys(registers).map((connector) => {
      const policy = Object.hasOwn(known, connector) ? known[connector] : undefined;
      if (policy) return [connector, policy];
      const message = `Expected a policy for the register "${connector}", found none. Say in "policies" who may ask it what.`;
      throw new FormError('EGOV_GATEWAY_POLICY', message, {connector});
    }),
  );
}

/** Every register behind its own limits. */
function guardedRegisters({registers, limits = {}}: GatewayOptions, onDefect: OnDefect): Gateway['registers'] {
  return Object.fromEntries(
    Object.entries(registers).map(([connector, register]) => {
      const own = Object.hasOwn(limits, connector) ? limits[connector] : undefined;
      return [connector, guardRegister(register, {...limits['*'], ...own}, onDefect)];
    }),
  );
}

/**
 * The formats that policies name, as the engine knows them: its own and the packs'. A form with one field of each is made,
 * because that is how the engine hands them out.
 */
function formatsOf(policies: Gateway['policies'], packs: readonly Pack[]): ReadonlyMap<string, Format> {
  const names = [...new Set(Object.values(policies).flatMap(({keys}) => Object.values(keys)))];
  const properties = Object.fromEntries(names.map((name) => [name, {type: 'string', format: name}]));
  const all = [...new Set([...packs, CONNECTOR_PACK])];
  const form = createForm({id: 'keys', version: '1.0.0', title: '', data: {type: 'object', properties}}, {packs: all});
  const formats = names.map((name) => [name, form.field(`/${name}`).format] as const);
  form.dispose();
  return new Map(formats.filter((entry): entry is [string, Format] => entry[1] !== undefined));
}

interface FormTold {
  refused(form: string, findings: readonly DefinitionFinding[]): void;
  odd(form: string, findings: readonly DefinitionFinding[]): void;
}

/**
 * Forms that the engine can use, marked so for pages. The others are told with the places of their mistakes, and not served. A
 * connector that this gateway has not, or that lacks an attribute, is told too; the person fills in by hand what it would.
 */
function usableForms({forms, packs: common, registers}: GatewayOptions, told: FormTold): readonly ProcedureModule[] {
  const connectors = new Map(Object.entries(registers).map(([name, {attributes}]) => [name, {attributes}]));
  return forms.flatMap(({definition, ...rest}) => {
    const packs = [...common, ...(rest.packs ?? [])];
    const {id} = definition;
    try {
      const marked = markChecked(definition, {packs});
      const findings = findingsOf(definition, {packs, connectors});
      if (findings.length > 0) told.odd(id, findings);
      return [{...rest, definition: marked}];
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      told.refused(id, findingsOf(definition, {packs, connectors}));
      return [];
    }
  });
}

/** `localhost` and `127.0.0.1` are different sites to a browser: whoever opens the other name is led to ours. */
function addLoopbackName(app: FastifyInstance, origin: string): void {
  const own = new URL(origin);
  if (!isLoopback(own.hostname)) return;
  app.addHook('onRequest', async (request, reply) => {
    // Any other name that comes this far is a loopback one.
    if (request.headers['sec-fetch-mode'] !== 'navigate' || request.headers.host === own.host) return;
    if (request.method !== 'GET') return;
    return reply.redirect(`${origin}${request.url}`, 307);
  });
}
