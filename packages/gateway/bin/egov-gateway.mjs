#!/usr/bin/env node
import process from 'node:process';
import {main} from '@egov-form/gateway/command';

process.exitCode = await main(process.argv.slice(2));
