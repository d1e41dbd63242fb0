import type {DocumentNature} from '@egov-form/core';
import {birthNotice} from './birth-notice.ts';
import {citizenCard} from './citizen-card.ts';

/** The kinds of Vietnamese papers that can be read. */
export const natures: readonly DocumentNature[] = [citizenCard, birthNotice];
