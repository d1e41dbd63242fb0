import type {vi} from './vi.ts';

/** What the checks find, in English. */
export const en: {readonly [code in keyof typeof vi]: string} = {
  'autocomplete.other':
    'The browser will offer what it knows of who sits there ({found}) for "{field}", which is about somebody else. Write "autocomplete": "off".',
  'autocomplete.unknown': '"{found}" is no token of the HTML attribute autocomplete. Mend it.',

  'case.code': 'No issue has the code "{found}". Mend the code in the case.',
  'case.document': 'The procedure has no document "{found}". Mend the name in the case.',
  'case.pointer': '"{found}" is not in the "data" of the procedure. Mend the pointer in the case.',
  'case.shape': 'This is not the shape of a recorded case: title, today, answers, expect. See docs/testing.md.',
  'case.title-twice': 'The case "{other}" has this title already. Give this one its own, so that a report tells them apart.',
  'case.today': 'A recorded case needs "today", a date such as "2026-07-01", because rules reckon with it.',

  'check.constant': 'This check reads no answer, so it is always the same. Let it read one, or leave it out.',
  'check.twice': 'This check repeats {other}, and people read the same mistake twice. Drop one.',
  'checked.stale': 'The mark of a checked definition does not fit it any more. Leave it out; the tools set it again.',

  'choice.single': 'There is only one choice to choose from. Add another, or give a "value" instead of a question.',
  'choice.twice': 'Two choices are called alike ({other}), and nobody can tell them apart. Rename one.',

  'collect.known':
    '"{field}" is asked though the look-up "{lookup}" ({connector}) knows it as the attribute "{attribute}". Add it to "fill", so that nobody types it.',
  'collect.unseen':
    '"{field}" is filled, but no page shows it, no rule reads it and the declaration does not print it. Show it, or do not ask the register for it.',
  'collect.unused':
    '"{field}" is asked, but the declaration does not print it and no rule, look-up or document uses it. Drop the question, or print the answer.',

  'data.unasked': 'No page asks for this member of "data", and nothing fills it. Place it on a page, or take it out of "data".',

  'document.fact': 'The kind of document {nature} does not read "{fact}". It reads: {known}.',
  'document.known':
    'This required document only gives what look-ups fill. Add "notNeededWhen", so that who is in the registers need not attach it.',
  'document.never-not-needed':
    'There is a reason why it is not needed but no "notNeededWhen", so it is never shown. Drop it, or add the condition.',
  'document.no-nature': 'The document is to be read, but without "nature" nothing is. Name the kind of document.',
  'document.not-needed-text': 'The document is not always needed, and nobody is told why. Add "notNeededText".',
  'document.photo': 'No photo is taken here, and many people have a phone only. Add "image/jpeg" where the law allows it.',
  'document.reason':
    'The document is always required, without a reason and without an alternative. Add a "hint" with the reason or what else is taken, or "notNeededWhen".',

  'field.dead': 'The field is read-only and nothing gives it a value, so it stays empty. Drop "readonly", or give it a value.',
  'field.stuck':
    'The field is required, read-only, and nothing fills it, so nobody can send the form. Drop "readonly", or give it a "value", a "default" or a look-up.',
  'field.unasked': 'Settings of what no page asks and nothing fills. Place the field on a page, or drop the settings.',

  'group.empty': 'The group or list has nothing in it. Fill it, or drop it.',
  'group.twice': 'Two groups in one place have the same heading ({other}). Rename one.',

  'hint.long':
    'The hint is longer than {most} characters, and a screen reader reads all of it at every visit. Shorten it, or make it a text.',
  'hint.same': 'The hint repeats the label. Drop it.',

  'label.colon': 'The label ends with a colon, which is not needed. Drop it.',
  'label.long': 'The name has {found} characters, more than {most}. Shorten it, and explain in "hint" or "description".',
  'label.mark': 'A star ends the label: the form marks what is required itself. Drop it.',
  'label.missing': '"{field}" has no label, so people read its technical name. Add "label".',
  'label.symbol': 'The name is made of signs only, which a screen reader cannot say. Use words.',
  'label.twice': 'Two questions of one group have the same label ({other}), and cannot be told apart by ear. Rename one.',
  'label.untranslated': 'The label of "{field}" is the "title" in "data", one language of {languages}. Add "label".',

  'language.missing': 'The language "{language}" is declared, and no text has it. Translate the texts, or do not declare it.',
  'language.undeclared': 'The procedure speaks {languages}, not "{language}". Mend the code of the language, or declare it.',

  'list.wide':
    'The table has {found} columns, more than {most}: on a phone or at 400 % it scrolls sideways. Use "panels", or fewer columns.',

  'lookup.key-missing': 'The connector {connector} needs the key "{key}", which is not sent. Add it to "keys".',
  'lookup.key-optional':
    'The connector {connector} needs the key "{key}", so asking without it is always refused. Drop "optional".',
  'lookup.list-member': 'A row of the list of the connector {connector} has no "{attribute}". It has: {known}.',
  'lookup.not-list':
    'The attribute "{attribute}" of the connector {connector} is no list, so it gives no rows. Fill one field with it.',
  'lookup.second-factor':
    'The connector {connector} answers about another person only with one of the keys {keys}. Add one, or give the party "subject": true.',
  'lookup.title': 'The look-up has no "title", so nobody knows which register is asked. Add its name.',
  'lookup.twice': 'This look-up asks what {other} asks, at the same time. Put both "fill" into one.',
  'lookup.type':
    '"{attribute}" of the connector {connector} is {given}, and "{field}" takes {wanted}. Fill another field, or mend the type.',
  'lookup.values':
    '"{attribute}" of the connector {connector} may be {values}, which "{field}" does not take. Add them to "data".',

  'message.vague': 'The message says neither what is wrong nor what to do. Say both.',
  'options.person': 'The connector {connector} is about persons and cannot be searched freely. Use a public one.',

  'page.long': 'The page has {found} questions, more than {most}. Make several pages of it.',
  'page.title-twice': 'Two pages have the same title ({other}). Rename one.',
  'party.empty': 'No question belongs to this party. Mend "at", or drop the party.',

  'placeholder.hint':
    'A placeholder is gone once somebody types, so it is no hint. Move it to "hint"; a placeholder is a short example.',
  'placeholder.same': 'The placeholder repeats the label or the hint. Drop it.',

  'procedure.code': 'The code of a procedure is a digit, a dot and six digits, such as 1.001193. Check it.',
  'procedure.effective': 'It ends on {to}, before it begins on {from}. Mend one of the two.',
  'procedure.legal': 'A legal instrument needs its number and year, such as "Luật Hộ tịch 60/2014/QH13".',
  'procedure.legal-twice': 'This instrument stands twice. Drop one.',

  'publish.authority': 'A published procedure names the authority that decides. Add "authority" to "procedure".',
  'publish.cases': 'No recorded case proves the procedure. Add one file at least to "cases".',
  'publish.code': 'A published procedure has its code in the national database of procedures. Add "code" to "procedure".',
  'publish.declaration': 'Nothing is declared before sending. Add "declaration" to "submit".',
  'publish.effective':
    'A published procedure has the day from which it is in force. Add "effective": {"from": …} to "procedure".',
  'publish.example': '"{found}" is example data. Put the real thing there, or drop it.',
  'publish.fee': 'A published procedure says its fee, also where there is none. Add "fee" to "procedure".',
  'publish.legal': 'A published procedure names its legal basis. Add "legal" to "procedure".',
  'publish.pages': 'Pages are derived from "data": nobody has chosen their order and groups. Write "pages".',
  'publish.result': 'A published procedure should say its result. Add "result" to "procedure".',
  'publish.time': 'A published procedure should say how long it takes. Add "time" to "procedure".',
  'publish.version': 'Version {version} is a draft. What is published begins with 1.0.0.',

  'rule.hidden': 'The rule reads "{field}", which is never shown and so always empty. Show it, or mend the rule.',
  'rule.later':
    'Whether the page "{page}" is shown hangs on "{field}", which is asked after it. People would have to go back. Change the order.',

  'text.blanks': 'The text has blanks at its ends, or two in a row. Take them out.',
  'text.capitals': 'All capitals are hard to read, and a screen reader may spell them out. Write small letters.',
  'text.click-here': '"{found}" does not say where it leads. Name the place or what to do.',
  'text.colour': '"{found}" is told by colour alone, which not everybody sees. Add a name or words.',
  'text.image': 'A text shows no image. Say in words what the image shows.',
  'text.invisible': 'The text has signs that are not seen, and spoil searching and the order of reading. Take them out.',
  'text.link-address': 'The link "{found}" does not open. Use https://, mailto:, tel: or an address of the portal.',
  'text.link-words': 'The words of the link ("{found}") do not say where it leads when heard alone. Name the place.',
  'text.markup':
    'The tag "{found}" is shown as it is and formats nothing. Take it out; a text block has **bold** and lists with "- ".',
  'text.normal-form': 'Marks stand apart from their letters (not NFC), so searching and comparing go wrong. Normalise it.',
  'text.one-language': 'The text has one language, and the procedure needs {languages}. Write it for each.',
  'text.place': '"{found}" becomes an answer only in "output". Say it in words.',
  'text.placeholder': 'A stand-in is left: "{found}". Write the real text.',
  'text.position': '"{found}" points by place alone, which not everybody sees and screens change. Call it by its name.',
  'text.same': 'The text in {language} is the one in {other}. Translate it.',

  'visible.always': 'A condition that is written true does nothing. Drop it.',
  'visible.never': 'The condition is written false: nobody sees this part. Write a condition, or drop the part.',
};
