/** Asks the browser to report a write only when it has reached the disk, not the operating system's buffer. */
export const STRICT = {durability: 'strict'} as const;

/**
 * The result of the work once its transaction completed. When both failed, the transaction's error is the one that says why:
 * a request of an aborted transaction only knows that it was aborted.
 */
export async function completed<T>(done: Promise<void>, work: Promise<T>): Promise<T> {
  const [ended, result] = await Promise.allSettled([done, work]);
  if (ended.status === 'rejected') throw ended.reason;
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
