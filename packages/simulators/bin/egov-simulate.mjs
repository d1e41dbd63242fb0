#!/usr/bin/env node
import {simulate} from '@egov-form/simulators';

const stopped = new Promise((done) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, done);
});
process.exitCode = await simulate(process.argv.slice(2), {
  say: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  stopped,
});
