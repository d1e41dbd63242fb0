/** `egov-form gateway …`: the gateway's own command. */
import {main} from '@egov-form/gateway/command';
import type {HandedOver} from '../frame/command.ts';

export const command: HandedOver = {
  handOver: (args, {env, stdout, stderr}) =>
    main(args, env, {out: (line) => void stdout.write(`${line}\n`), error: (line) => void stderr.write(`${line}\n`)}),
};
