#!/usr/bin/env node
import process from 'node:process';
import {main} from '@egov-form/cli';

// Who reads the output may stop before its end: egov-form check | head
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
process.exitCode = await main(process.argv.slice(2));
