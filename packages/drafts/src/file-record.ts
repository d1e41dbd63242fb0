/** An attached file as one run of bytes: the length of a head of JSON, the head with name and type, the content. All of it is sealed. */
import type {SourceFile} from '@egov-form/core';
import {encode} from './sealing.ts';

/** Bytes of the length, an unsigned 32-bit integer, the highest byte first. */
const LENGTH_BYTES = 4;

export async function packFile(file: SourceFile): Promise<Uint8Array<ArrayBuffer>> {
  const head = encode(JSON.stringify({name: file.name, type: file.type}));
  const content = new Uint8Array(await file.arrayBuffer());
  const packed = new Uint8Array(LENGTH_BYTES + head.length + content.length);
  new DataView(packed.buffer).setUint32(0, head.length);
  packed.set(head, LENGTH_BYTES);
  packed.set(content, LENGTH_BYTES + head.length);
  return packed;
}

export function unpackFile(packed: Uint8Array): File {
  const end = LENGTH_BYTES + new DataView(packed.buffer, packed.byteOffset).getUint32(0);
  const {name, type} = JSON.parse(new TextDecoder().decode(packed.subarray(LENGTH_BYTES, end))) as {name: string; type: string};
  return new File([packed.slice(end) as Uint8Array<ArrayBuffer>], name, {type});
}

/** Where a sealed file lies: it opens nowhere else. */
export function placeOfFile(place: string, fileId: string): readonly unknown[] {
  return ['file', place, fileId];
}
