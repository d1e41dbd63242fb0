/** `egov-form simulate …`: the simulated registers, until stopped. */
import {simulate} from '@egov-form/simulators';
import type {HandedOver} from '../frame/command.ts';

export const command: HandedOver = {
  handOver: (args, {stdout, stderr, stopped}) =>
    simulate(args, {
      say: (line) => void stdout.write(`${line}\n`),
      complain: (line) => void stderr.write(`${line}\n`),
      stopped: stopped(),
    }),
};
