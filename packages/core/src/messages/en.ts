import type {vi} from './vi.ts';

/** English text of every issue that the engine gives. `{label}` is the field's label; other names are the params. */
export const en: {readonly [code in keyof typeof vi]: string} = {
  'value.required': 'Please enter {label}.',
  'value.required-choice': 'Please choose {label}.',
  'value.not-an-option': '{label} is not one of the choices any more. Please choose again.',

  'schema.type': '{label} is not the right kind of value. Please enter it again.',
  'schema.const': 'Please confirm: {label}.',
  'schema.enum': 'Please choose {label} from the list.',
  'schema.minimum': '{label} must be {minimum} or more.',
  'schema.maximum': '{label} must be {maximum} or less.',
  'schema.exclusiveMinimum': '{label} must be more than {exclusiveMinimum}.',
  'schema.exclusiveMaximum': '{label} must be less than {exclusiveMaximum}.',
  'schema.multipleOf': '{label} must be a multiple of {multipleOf}.',
  'schema.minLength': '{label} must have {minLength} characters or more.',
  'schema.maxLength': '{label} must have {maxLength} characters or fewer.',
  'schema.pattern': '{label} is not in the required form. Please check it.',
  'schema.minItems': '{label} needs {minItems} or more entries.',
  'schema.maxItems': '{label} can have {maxItems} entries or fewer.',
  'schema.items': '{label} can have {maxItems} entries or fewer.',
  'schema.uniqueItems': '{label} has the same entry twice. Please remove one.',
  'schema.contains': '{label} has too few or too many of a required entry. Please check it.',
  'schema.unevaluatedItems': '{label} has an entry that is not allowed.',
  'schema.minProperties': '{label} is not complete.',
  'schema.maxProperties': '{label} holds more than is asked for.',
  'schema.additionalProperties': 'This form does not take {label}. Please leave it empty.',
  'schema.unevaluatedProperties': 'This form does not take {label}. Please leave it empty.',
  'schema.propertyNames': 'This form does not take {label}. Please leave it empty.',
  'schema.false': '{label} cannot be given here. Please leave it empty.',
  'schema.anyOf': '{label} is in none of the accepted forms. Please check it.',
  'schema.oneOf': '{label} must be in exactly one of the accepted forms. Please check it.',
  'schema.not': '{label} is one of the cases that are not accepted.',
  'schema.depth': '{label} has too many levels of data to be checked.',

  'number.sign':
    '{label} can be read in more than one way. Write decimals after a point (72.5); commas only separate groups of exactly three digits (1,250,000). Please write it again.',
  'number.whole':
    '{label} must be a whole number without decimals; commas only separate groups of exactly three digits (1,250,000). Please write it again.',
  'number.digits': '{label} has more digits than can be kept exactly. Please write 15 digits or fewer.',

  'format.date': 'This is not a valid date. Please enter day/month/year, for example 05/11/2026.',
  'format.partial-date':
    'This is not a valid date. Please enter day/month/year, month/year or the year, for example 05/11/1990, 11/1990 or 1990.',
  'format.decimal': 'This is not a valid number. Please enter digits and one decimal point, for example 1250000.50.',
  'format.month': 'The month is not valid. Please write month/year, for example 11/2026.',
  'format.local-time': 'The time is not valid. Please write hour:minute from 00:00 to 23:59, for example 08:30.',
  'format.percent': 'The percentage is not valid. For example: 12.5.',
  'format.time': 'This is not a valid time. Example: 08:30:00+07:00.',
  'format.date-time': 'This is not a valid date and time. Please enter hour:minute day/month/year, for example 08:30 05/11/2026.',
  'format.duration': 'This is not a valid length of time. Example: P1Y6M.',
  'format.email': 'This is not a valid e-mail address. Example: name@example.vn.',
  'format.hostname': 'This is not a valid host name. Example: example.vn.',
  'format.ipv4': 'This is not a valid IPv4 address. Example: 192.0.2.1.',
  'format.ipv6': 'This is not a valid IPv6 address. Example: 2001:db8::1.',
  'format.uri': 'This is not a valid link. Example: https://example.vn/page.',
  'format.uri-reference': 'This is not a valid link. Example: /page.',
  'format.uuid': 'This is not a valid UUID. It has 32 digits and letters a to f, in five groups.',
  'format.json-pointer': 'This is not a valid JSON Pointer. Example: /part/name.',
  'format.relative-json-pointer': 'This is not a valid relative JSON Pointer. Example: 1/name.',
  'format.regex': 'This is not a valid regular expression.',

  'text.unreadable': '{label} has characters that cannot be read (control characters). Please delete and enter it again.',
  'text.marks': '{label} has too many marks on one letter. Please delete and enter it again.',
  'text.form': '{label} has spaces, dots or other signs that do not belong there. Please enter it again.',

  'list.same-rows': '{label}: entry {second} is the same as entry {first}. Please change or remove one of them.',
  'list.duplicate': '{label} is the same as row {row}.',

  'document.required': 'Please attach {label}.',
  'document.type': 'This kind of file cannot be accepted. Please choose a PDF, JPEG or PNG file.',
  'document.empty': 'This file is empty. Please choose another one.',
  'document.too-large': 'The file is larger than {limitMb} MB. Please choose a smaller one or take the photo again.',
  'document.encrypted':
    'The PDF file has a password or limits on its use and cannot be accepted. Please print it to a new PDF file and attach that.',
  'document.reader-missing':
    'The part that reads papers could not be loaded, so the file was not taken. Please check your connection and choose the file again.',
  'document.broken': 'The file is damaged and cannot be opened. Please choose another one or take the photo again.',
  'document.active-content':
    'The PDF file has scripts, other files inside, or links that open programs or files, so it cannot be accepted. Please print it to a new PDF file and attach that.',
  'document.undecodable':
    'A part of the PDF file cannot be checked, so it cannot be accepted. Please print it to a new PDF file and attach that.',
  'document.too-many-pages': 'The file has too many pages. Please attach only the pages that are needed.',
  'document.too-many-pixels': 'The picture is too large. Please take it again or make it smaller.',
  'document.too-many-files': '{label} already has as many files as are accepted. Please remove one before you add another.',
  'document.reading':
    'The file for {label} is still being read. Please send when that is done, or press “Cancel” to leave the file out.',
  'document.differs': 'The paper differs from {label}. Please check it.',
  'document.not-received': 'The file for {label} has not been received. Please attach it again.',
  'document.changed': 'The file for {label} was changed on its way. Please attach it again.',
  'document.low-resolution':
    'The picture may be hard to read ({dpi} dpi; 200 dpi or more is better). Please take it again from nearer.',
  'document.partly-read': 'Only the first {pages} scanned pages were read. Please check the details on the later pages yourself.',
  'document.unreadable': 'The content of the file could not be read. You can still send it; please enter the details yourself.',
  'document.reading-stopped':
    'Reading the file took too long and was stopped. The file is kept and sent; please type the information, or press “Read again”.',
  'document.reader-unavailable':
    'Reading of papers is not available at the moment. You can still send the file; please enter the details yourself.',

  'lookup.not-found': 'No information was found that matches {label}. Please check it, or enter the details yourself.',
  'lookup.mismatch': 'What you entered does not match the register. Please check it, or enter the details yourself.',
  'conflict.undecided': '{label} differs from the paper or the register. Please choose the right value.',
  'conflict.replaced':
    '{label} was replaced by the value of the database. Please check it; if it is wrong, say so under “Is this wrong?”.',
  'correction.reason': 'Please say why {label} differs from the database.',
  'check.failed': '{label} is not right yet. Please check it.',

  'receipt.mismatch': '{label} differs from what the register answered. Please get the information again.',
  'receipt.invalid': 'The source of {label} could not be confirmed. Please get it from the register again, or enter it yourself.',
  'submission.unknown-field': 'This form has no {label}.',
  'submission.too-large':
    'The dossier holds more data than can be sent at once. Please leave some out, or hand it in as several dossiers.',
  'submission.declaration': 'Please read and tick the declaration before you send.',
  'declaration.required': 'Please read and tick the declaration before you send.',
  'submission.disagreement':
    'The dossier could not be sent, because two checks of “{label}” came to different results. This is a fault of the form, not yours; the office has been told. What you entered is kept.',
  'submission.hidden-field': '{label} does not apply in this case and cannot be sent.',
  'submission.computed': '{label} differs from what the system works out. Please reload the page and send again.',
  'submission.unknown-form': 'There is no such form here. Please reload the page.',
  'submission.version': 'This form has been replaced by a newer one. Please reload the page, check it and send again.',
  'form.faulty':
    'This form has a fault and cannot be sent; it is not your mistake. What you entered is kept. You can print or save the declaration, and tell the office about the fault “{place}”.',
  'issues.more': '{count} more entries need attention. Please mend those above first.',
  'upload.unknown': 'The file for {label} has not been received. Please attach it again.',
  'upload.hash': 'The file for {label} was changed on its way. Please attach it again.',
};
