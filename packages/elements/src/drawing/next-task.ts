/**
 * Ends the task under way: what comes after `await nextTask()` runs in another one, without the wait that browsers put before
 * nested timers.
 */
export function nextTask(): Promise<void> {
  return new Promise((done) => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => {
      // An open channel would outlive the wait.
      port1.close();
      done();
    };
    port2.postMessage(undefined);
  });
}
