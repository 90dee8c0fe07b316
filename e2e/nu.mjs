// The Nu HTML checker as a service: started once, it checks a page in some 50 ms.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function startChecker() {
  const port = await freePort();
  const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
  const java = spawn(
    'java',
    ['-Dnu.validator.servlet.bind-address=127.0.0.1', '-Xmx512m', '-cp', jar, 'nu.validator.servlet.Main', String(port)],
    { stdio: 'ignore' },
  );
  const ended = new Promise((_, reject) => {
    java.once('error', (error) => reject(new Error(`Java, which the HTML checker needs, did not start: ${error.message}`)));
    java.once('exit', (code) => reject(new Error(`The HTML checker ended with code ${code}.`)));
  });
  ended.catch(() => {});
  const up = async () => {
    for (let tries = 0; tries < 120; tries += 1) {
      try {
        await fetch(`http://127.0.0.1:${port}/?out=json`, { signal: AbortSignal.timeout(2_000) });
        return;
      } catch {
        await sleep(500);
      }
    }
    throw new Error('The HTML checker did not answer within a minute.');
  };
  await Promise.race([up(), ended]);
  return {
    /** The errors and warnings about a page, as sentences. */
    async check(text, type = 'text/html; charset=utf-8') {
      const answer = await fetch(`http://127.0.0.1:${port}/?out=json`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: text,
      });
      const { messages } = await answer.json();
      return messages
        .filter((message) => message.type === 'error' || message.subType === 'warning' || message.type === 'non-document-error')
        .map((message) => `${message.type} in line ${message.lastLine ?? '?'}: ${message.message} «${(message.extract ?? '').trim().slice(0, 120)}»`);
    },
    stop() {
      java.kill();
    },
  };
}
