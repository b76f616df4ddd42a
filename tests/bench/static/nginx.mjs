// nginx with the files of a bundle, compressed beforehand as Parley's are.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { until } from '../../browser/support/until.mjs';
import { freePort, listens } from '../join/server_process.mjs';

/** @import { BundledFile } from './run.mjs' */

export class Nginx {
  /** @type {import('node:child_process').ChildProcess} */
  #process;
  #folder;
  /** Without a slash at the end. */
  url;

  /** @param {import('node:child_process').ChildProcess} process @param {string} folder @param {number} port */
  constructor(process, folder, port) {
    this.#process = process;
    this.#folder = folder;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** @param {BundledFile[]} files */
  static async start(files) {
    const folder = mkdtempSync(join(tmpdir(), 'parley-nginx-'));
    // Started by root, its processes are somebody else's.
    chmodSync(folder, 0o755);
    const port = await freePort();
    for (const { path, file, encoding } of files) {
      const target = join(folder, 'root', encoding === 'gzip' ? `${path}.gz` : path);
      mkdirSync(dirname(target), { recursive: true });
      copyFileSync(file, target);
    }
    writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port));
    const args = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')];
    const child = spawn('nginx', args, { stdio: 'inherit' });
    await until('nginx listens', () => listens(port));
    return new Nginx(child, folder, port);
  }

  async stop() {
    const exit = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await exit;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/**
 * As its operators recommend for static files: a process for each core, sendfile, no log, open files
 * kept; and the headers that a page with camera and microphone needs, as Parley sends them.
 * @param {string} folder @param {number} port
 */
function configuration(folder, port) {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(' ');
  return `
    daemon off; worker_processes auto; pid ${folder}/pid;
    events { worker_connections 1024; }
    http {
      ${temporary}
      types { text/html html; text/css css; text/javascript js mjs; application/wasm wasm;
              application/json json; image/svg+xml svg; }
      access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 100000000;
      open_file_cache max=1000; gzip_static on;
      add_header Cache-Control "public, max-age=31536000, immutable";
      add_header Content-Security-Policy "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
      add_header Permissions-Policy "camera=(self), microphone=(self), display-capture=(self)";
      add_header Cross-Origin-Opener-Policy same-origin;
      add_header Referrer-Policy no-referrer;
      add_header X-Content-Type-Options nosniff;
      server { listen 127.0.0.1:${port} backlog=4096; root ${folder}/root; }
    }`;
}
