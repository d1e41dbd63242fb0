import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type FileKind, sniff} from './sniff.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

const CASES: readonly (readonly [string, FileKind])[] = [
  ['%PDF-1.7\n', 'pdf'],
  ['\xff\xd8\xff\xe1', 'jpeg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['RIFF\x10\0\0\0WEBPVP8 ', 'webp'],
  ['\0\0\0\x18ftypheic', 'heic'],
  ['\0\0\0\x18ftypavif', 'avif'],
  ['\0\0\0\x18ftypmp42', 'unknown'],
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
  ['GIF89a', 'gif'],
  ['BM6', 'bmp'],
  ['PK\x03\x04', 'zip'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'ole'],
  ['<!DOCTYPE html><script>', 'html'],
  ['\n %PDF-1.7', 'pdf'],
  ['\xef\xbb\xbf%PDF-1.7', 'pdf'],
  [`${'\0'.repeat(1024)}%PDF-1.7`, 'pdf'],
  [`${'\0'.repeat(1025)}%PDF-1.7`, 'unknown'],
  ['<html>%PDF-1.7', 'html'],
  ['PK\x03\x04 %PDF-1.7', 'zip'],
  ['', 'unknown'],
];

test('a file is told by its bytes', () => {
  for (const [head, kind] of CASES) assert.equal(sniff(bytes(head)), kind, JSON.stringify(head));
});
