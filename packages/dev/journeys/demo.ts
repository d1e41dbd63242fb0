import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Browser} from 'playwright-core';
import {type Demo, type DemoOptions, startDemo} from '../src/demo/start-demo.ts';
import {openBrowser} from '../src/fixtures/render.ts';

/** What a journey needs: the whole demo on a data folder of its own, and a browser. */
export interface Stage {
  readonly demo: Demo;
  readonly browser: Browser;
  readonly folder: string;
  /** Stop everything and remove the data. */
  close(): Promise<void>;
}

/**
 * @param formsOf makes the folder of procedures, below the one that it is given; the examples without it.
 * @param options for a journey that asks more often than a person may.
 */
export async function openStage(
  formsOf?: (folder: string) => Promise<string>,
  options: Pick<DemoOptions, 'budget'> = {},
): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'egov-journey-'));
  const browser = await openBrowser();
  try {
    const formsFolder = await formsOf?.(folder);
    const demo = await startDemo({...options, dataFolder: folder, ...(formsFolder !== undefined && {formsFolder})});
    const close = async (): Promise<void> => {
      await browser.close();
      await demo.close();
      await rm(folder, {recursive: true, force: true});
    };
    return {demo, browser, folder, close};
  } catch (error) {
    await browser.close();
    throw error;
  }
}
