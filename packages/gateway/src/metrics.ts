/** Measurements for Prometheus. Labels are routes, registers and states: never an address, a person or a value. */
import {timingSafeEqual} from 'node:crypto';
import type {FastifyInstance} from 'fastify';
import {Counter, collectDefaultMetrics, Gauge, Histogram, Registry} from 'prom-client';
import {Problem} from './errors.ts';
import type {Gateway} from './gateway.ts';

/** Seconds. Most answers come within milliseconds; a look-up may take as long as its register. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** `GET /metrics`, and what has to be counted for it. */
export function addMetrics(app: FastifyInstance, gateway: Gateway): void {
  const registry = new Registry();
  collectDefaultMetrics({register: registry});
  const requests = new Counter({
    ...{name: 'egov_requests_total', help: 'Requests answered, by route and status', registers: [registry]},
    labelNames: ['method', 'route', 'status'],
  });
  const seconds = new Histogram({
    ...{name: 'egov_request_seconds', help: 'Time until the answer was sent, by route', registers: [registry]},
    ...{labelNames: ['method', 'route'], buckets: BUCKETS},
  });
  app.addHook('onResponse', async (request, reply) => {
    const labels = {method: request.method, route: request.routeOptions.url ?? 'none'};
    requests.inc({...labels, status: String(reply.statusCode)});
    seconds.observe(labels, reply.elapsedTime / 1000);
  });

  const breaker = gauge(registry, 'egov_register_breaker', 'Circuit breaker: 0 closed, 0.5 half-open, 1 open', ['register']);
  const running = gauge(registry, 'egov_register_running', 'Questions under way or waiting for their turn', ['register']);
  const tries = gauge(registry, 'egov_register_tries', 'Tries since start, by what came of them', ['register', 'outcome']);
  const jobs = gauge(registry, 'egov_jobs', 'Work for later, by state', ['job', 'state']);
  const disagreements = gauge(
    registry,
    'egov_submission_disagreements',
    'Submissions that the judge refused and the engine accepted',
    ['form'],
  );
  const open = gauge(registry, 'egov_audit_unsealed', 'Audit entries that no seal binds yet', []);

  app.get('/metrics', async (request, reply) => {
    const {metricsToken, database} = gateway.options;
    if (metricsToken !== undefined && !sameText(request.headers.authorization ?? '', `Bearer ${metricsToken}`)) {
      throw new Problem('request.not-found');
    }
    for (const [register, {health}] of Object.entries(gateway.registers)) {
      const known = health();
      breaker.set({register}, {closed: 0, 'half-open': 0.5, open: 1}[known.breaker]);
      running.set({register}, known.running + known.waiting);
      for (const outcome of ['answered', 'failed', 'spared'] as const) tries.set({register, outcome}, known[outcome]);
    }
    for (const [form, count] of gateway.disagreements) disagreements.set({form}, count);
    // A database that does not answer is what one wants to see measurements of.
    const counts = await gateway.jobs.counts().catch(() => []);
    for (const {name, waiting, failed} of counts) {
      jobs.set({job: name, state: 'waiting'}, waiting);
      jobs.set({job: name, state: 'failed'}, failed);
    }
    const unsealed = await database
      .selectFrom('audit_open')
      .select((row) => row.fn.countAll<string>().as('count'))
      .executeTakeFirst()
      .catch(() => undefined);
    if (unsealed) open.set(Number(unsealed.count));
    return reply
      .header('cache-control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics());
  });
}

function gauge<Label extends string>(registry: Registry, name: string, help: string, labelNames: readonly Label[]): Gauge<Label> {
  return new Gauge({name, help, labelNames: [...labelNames], registers: [registry]});
}

function sameText(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
