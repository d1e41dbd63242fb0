/** In a thread of its own: asks a gateway every few milliseconds whether it is there, and how long that takes. */
import {Agent, get} from 'node:http';
import {setTimeout as pause} from 'node:timers/promises';
import {parentPort, workerData} from 'node:worker_threads';

const {origin, everyMs} = workerData as {origin: string; everyMs: number};
const agent = new Agent({keepAlive: true, maxSockets: 1});
let times: number[] = [];
let over = false;

function ask(): Promise<void> {
  return new Promise((done, failed) => {
    const request = get(`${origin}/healthz`, {agent}, (response) => {
      response.resume();
      response.once('end', () => (response.statusCode === 200 ? done() : failed(new Error(`answered ${response.statusCode}`))));
    });
    request.once('error', failed);
  });
}

parentPort?.on('message', (word: 'times' | 'end') => {
  parentPort?.postMessage(times);
  times = [];
  over = word === 'end';
});

while (!over) {
  const started = performance.now();
  await ask();
  times.push(performance.now() - started);
  await pause(everyMs);
}
agent.destroy();
parentPort?.close();
