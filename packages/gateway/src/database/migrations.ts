/** Steps that bring a database to the present schema, in order of name. A released step is never edited. */
import type {Migration, MigrationProvider} from 'kysely/migration';
import {first} from './migrations/0001-first.ts';
import {trust} from './migrations/0002-trust.ts';
import {auditChain} from './migrations/0003-audit-chain.ts';
import {laterChecks} from './migrations/0004-later-checks.ts';
import {installation} from './migrations/0005-installation.ts';
import {uploads} from './migrations/0006-uploads.ts';
import {drafts} from './migrations/0007-drafts.ts';
import {replacedInput} from './migrations/0008-replaced-input.ts';
import {matters} from './migrations/0009-matters.ts';
import {keptAnswers} from './migrations/0010-kept-answers.ts';
import {definitions} from './migrations/0011-definitions.ts';

/** For Kysely's `Migrator`: imported one by one instead of read from a folder, so that a bundle needs none. */
export const migrations: MigrationProvider = {
  async getMigrations(): Promise<Record<string, Migration>> {
    return {
      '0001-first': first,
      '0002-trust': trust,
      '0003-audit-chain': auditChain,
      '0004-later-checks': laterChecks,
      '0005-installation': installation,
      '0006-uploads': uploads,
      '0007-drafts': drafts,
      '0008-replaced-input': replacedInput,
      '0009-matters': matters,
      '0010-kept-answers': keptAnswers,
      '0011-definitions': definitions,
    };
  },
};
