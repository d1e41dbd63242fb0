import {isAbsolute, join} from 'node:path';
import {canonicalJson, FormError, type JsonObject} from '@egov-form/core';
import type {Adapter} from './adapters/adapter.ts';
import {createAuthenticator} from './adapters/authenticator.ts';
import {createFileAdapter} from './adapters/file.ts';
import {createLgspAdapter, createRestAdapter} from './adapters/rest.ts';
import {createSqlAdapter} from './adapters/sql.ts';
import {createTokenSource, type LgspCredentials, type TokenSource} from './adapters/token.ts';
import {createXroadAdapter} from './adapters/xroad.ts';
import {configurationProblems} from './configuration-problems.ts';
import {connectRegister} from './connect.ts';
import type {ConnectorConfiguration, ConnectorSettings, ServiceMapping, TokenSettings} from './generated/configuration.ts';
import type {AnswerSurroundings} from './mapping/cast.ts';
import {keyFormat} from './mapping/keys.ts';
import type {LookupPolicy} from './questions/lookup-policy.ts';
import type {Register, RegisterTrouble} from './register.ts';
import {createSecretReader, type SecretReader} from './secret.ts';
import {SERVICES} from './services/index.ts';

export interface ConnectorSurroundings extends AnswerSurroundings {
  /** Where `{"env": "…"}` secrets are. Defaults to the process's environment. */
  readonly environment?: {readonly [name: string]: string | undefined};
  /** Where relative paths of files begin. Defaults to the working folder. */
  readonly folder?: string;
  /** Told about every failed call, for logs and metrics. */
  readonly onTrouble?: (trouble: RegisterTrouble) => void;
}

/** Registers that are ready to be asked. */
export interface Connectors {
  readonly registers: {readonly [name: string]: Register};
  readonly policies: {readonly [name: string]: LookupPolicy};
  /** What each is asked with and says, for the checks of definitions. */
  readonly services: {readonly [name: string]: ServiceMapping};
  /** Lets go of connections and files. */
  close(): Promise<void>;
}

/**
 * The registers of a configuration (`schemas/connectors/configuration/v1.json`). Asks nothing and connects to nothing yet.
 *
 * @throws FormError `EGOV_CONNECTORS_CONFIG` with every problem in `details.problems`, `EGOV_CONNECTORS_SECRET` for a secret
 *     that is not where the configuration says.
 */
export function openConnectors(configuration: unknown, surroundings: ConnectorSurroundings): Connectors {
  const problems = configurationProblems(configuration, SERVICES);
  const [first] = problems;
  if (first) {
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    throw new FormError(
      'EGOV_CONNECTORS_CONFIG',
      `The connectors cannot be opened: at ${first.pointer || '/'}: ${first.message}${more}`,
      {
        problems: problems.map((problem) => ({...problem})),
      },
    );
  }
  const secrets = createSecretReader(surroundings.environment ?? process.env);
  const tokensOf = sharedTokens(secrets);
  const adapters: Adapter[] = [];
  const registers: {[name: string]: Register} = {};
  const policies: {[name: string]: LookupPolicy} = {};
  const services: {[name: string]: ServiceMapping} = {};
  for (const [name, connector] of Object.entries((configuration as ConnectorConfiguration).connectors)) {
    const service = typeof connector.service === 'string' ? (SERVICES[connector.service] as ServiceMapping) : connector.service;
    const adapter = createAdapter(connector.through, secrets, tokensOf, surroundings.folder);
    adapters.push(adapter);
    services[name] = service;
    policies[name] = policyOf(service);
    registers[name] = connectRegister({
      name,
      service,
      adapter,
      surroundings,
      ...(connector.settings && {settings: connector.settings}),
      ...(connector.timeoutMs !== undefined && {timeoutMs: connector.timeoutMs}),
      ...(surroundings.onTrouble && {onTrouble: surroundings.onTrouble}),
    });
  }
  return {
    registers,
    policies,
    services,
    async close() {
      await Promise.all(adapters.map((adapter) => adapter.close?.()));
    },
  };
}

function createAdapter(
  through: ConnectorSettings['through'],
  secrets: SecretReader,
  tokensOf: (settings: TokenSettings) => TokenSource,
  folder = '.',
): Adapter {
  switch (through.adapter) {
    case 'rest':
      return createRestAdapter(through, createAuthenticator(through.auth, secrets, tokensOf));
    case 'lgsp':
      return createLgspAdapter(through, tokensOf(through.token));
    case 'xroad':
      return createXroadAdapter(through, createAuthenticator(through.auth, secrets, tokensOf));
    case 'sql':
      return createSqlAdapter(through, secrets(through.database));
    case 'file':
      return createFileAdapter({...through, path: isAbsolute(through.path) ? through.path : join(folder, through.path)});
  }
}

/** Services of one exchange share its token. */
function sharedTokens(secrets: SecretReader): (settings: TokenSettings) => TokenSource {
  const sources = new Map<string, TokenSource>();
  return (settings) => {
    const name = canonicalJson(settings as unknown as JsonObject);
    let source = sources.get(name);
    if (!source) {
      const {url, earlyMs} = settings;
      source = createTokenSource({url, credentials: credentialsOf(settings, secrets), ...(earlyMs !== undefined && {earlyMs})});
      sources.set(name, source);
    }
    return source;
  };
}

function credentialsOf(settings: TokenSettings, secrets: SecretReader): LgspCredentials {
  if (settings.variant === 'basic') {
    const {consumerKey, consumerSecret} = settings;
    return {kind: 'basic', consumerKey: secrets(consumerKey), consumerSecret: secrets(consumerSecret)};
  }
  const {accessKey, secretKey, appName, partnerCode, partnerCodeCus} = settings;
  return {
    kind: 'lgspaccesstoken',
    accessKey: secrets(accessKey),
    secretKey: secrets(secretKey),
    appName,
    partnerCode,
    ...(partnerCodeCus !== undefined && {partnerCodeCus}),
  };
}

function policyOf({keys, subject, about, secondFactors = []}: ServiceMapping): LookupPolicy {
  const formats = Object.entries(keys).map(([name, {kind}]) => [name, keyFormat(kind)]);
  return {keys: Object.fromEntries(formats), subject, about, secondFactors};
}
