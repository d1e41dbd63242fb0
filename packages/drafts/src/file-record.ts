import type {SourceFile} from '@egov-form/core';

/** One attached file as it is stored: the platform keeps the bytes of the blob outside the record. */
export interface FileRecord {
  readonly name: string;
  readonly type: string;
  readonly blob: Blob;
}

/** A record of any file: a `File` or `Blob` is kept as it is, anything else is read first. */
export async function recordOf(file: SourceFile): Promise<FileRecord> {
  const blob = file instanceof Blob ? file : new Blob([await file.arrayBuffer()], {type: file.type});
  return {name: file.name, type: file.type, blob};
}

/** The file that a record holds. */
export function fileOf(record: FileRecord): File {
  return new File([record.blob], record.name, {type: record.type});
}
