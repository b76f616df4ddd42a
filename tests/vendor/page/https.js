// As much of Node's `https` as the suites' helpers need: requests to the REST API, which go to the host.

import { EventEmitter } from 'events';

/** @param {{ auth?: string, method: string, path: string, headers?: object }} config @param {(response: any) => void} answered */
export function request({ auth, method, path, headers }, answered) {
  const asked = new EventEmitter();
  let body = '';
  asked.write = (part) => (body += part);
  asked.end = async () => {
    try {
      const answer = await fetch(path, {
        method,
        headers: { ...headers, ...(auth && { Authorization: `Basic ${btoa(auth)}` }) },
        body: method === 'POST' ? body : undefined,
      });
      const content = await answer.text();
      const response = Object.assign(new EventEmitter(), { statusCode: answer.status, setEncoding() {} });
      answered(response);
      response.emit('data', content);
      response.emit('end');
    } catch (error) {
      asked.emit('error', error);
    }
  };
  return asked;
}
