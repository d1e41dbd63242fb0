/** Pictures of every kind of question in every state: one for each language and width, to be looked at. */
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {answersOf, definitionOf, FIELD_STATES, LOCALES} from '../../src/generate/field-types.ts';
import {FieldStage, showAll} from './field-page.ts';

/** CSS pixels of one column: a question on a wide page, and on a phone. */
const WIDTHS = [640, 360] as const;

/** Write the pictures into a folder, states from left to right. Answers their file names. */
export async function writeFieldSheets(folder: string): Promise<readonly string[]> {
  await mkdir(folder, {recursive: true});
  const stage = await FieldStage.open();
  const files: string[] = [];
  try {
    for (const width of WIDTHS) {
      const {page} = await stage.page('/', {
        viewport: {width: width * FIELD_STATES.length, height: 900},
        reducedMotion: 'reduce',
        timezoneId: 'Asia/Ho_Chi_Minh',
        bypassCSP: true,
      });
      await page.addStyleTag({
        content: `main{display:grid;grid-template-columns:repeat(${FIELD_STATES.length},minmax(0,1fr))}fieldset{padding:1rem}`,
      });
      for (const locale of LOCALES) {
        await showAll(
          page,
          FIELD_STATES.map((state) => ({
            definition: definitionOf(state),
            answers: answersOf(state),
            locale,
            disabled: state === 'disabled',
            validated: state === 'error' || state === 'warning',
          })),
        );
        const file = `field-types-${locale}-${width}.png`;
        await page.screenshot({path: join(folder, file), fullPage: true, animations: 'disabled', caret: 'hide'});
        files.push(file);
      }
      await page.context().close();
    }
  } finally {
    await stage.close();
  }
  return files;
}
