// Hosts as an operator would set them up: nginx for the static bundle, Caddy before the server.

/** @import { Server } from './server.mjs' */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Child } from './child.mjs';
import { freePort } from './free_port.mjs';

const DIST = fileURLToPath(new URL('../../../dist', import.meta.url));

/**
 * dist/ at a subpath of an nginx, with the fields that its `_headers` names.
 * @param {string} server what config.json is to name
 */
export async function hostBundle(server) {
  const port = await freePort();
  const child = await Child.start('/usr/sbin/nginx', port, (folder) => {
    const bundle = join(folder, 'calls');
    cpSync(DIST, bundle, { recursive: true });
    writeFileSync(join(bundle, 'config.json'), JSON.stringify({ server }));
    writeFileSync(join(folder, 'nginx.conf'), nginxConfiguration(port, `root ${folder};\n${headersOf(bundle)}`));
    return ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')];
  });
  return { child, origin: `http://localhost:${port}`, url: `http://localhost:${port}/calls` };
}

/**
 * Caddy with https by a certificate of its own, and Parley below a path of it.
 * @param {string} parley the server's URL
 * @param {number} port
 */
export async function startReverseProxy(parley, port) {
  const child = await Child.start('/usr/bin/caddy', port, (folder) => {
    writeFileSync(join(folder, 'Caddyfile'), `{
	admin off
	auto_https disable_redirects
	skip_install_trust
}
https://localhost:${port} {
	tls internal
	handle_path /meet/* {
		reverse_proxy ${new URL(parley).host}
	}
}
`);
    return ['run', '--config', join(folder, 'Caddyfile')];
  });
  return { child, url: `https://localhost:${port}/meet` };
}

/**
 * nginx before Parley, at the root and below /meet/, as docs/hosting.md has it.
 * @param {Server} parley
 * @param {(block: string) => string} [change] what is different from there
 */
export async function startNginxProxy(parley, change = (block) => block) {
  const hosting = readFileSync(new URL('../../../docs/hosting.md', import.meta.url), 'utf8');
  const locations = [...hosting.matchAll(/```nginx\n([\s\S]*?)```/g)]
    .map(([, block]) => change(block).replaceAll('127.0.0.1:8080', new URL(parley.url).host.replace('localhost', '127.0.0.1')));
  const port = await freePort();
  const child = await Child.start('/usr/sbin/nginx', port, (folder) => {
    writeFileSync(join(folder, 'nginx.conf'), nginxConfiguration(port, locations.join('\n')));
    return ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')];
  });
  return { child, url: `http://localhost:${port}` };
}

/** The fields that hold for every file. @param {string} bundle */
function headersOf(bundle) {
  const [everywhere] = readFileSync(join(bundle, '_headers'), 'utf8').split('\n\n');
  return [...everywhere.matchAll(/^ {2}([\w-]+): (.*)$/gm)]
    .map(([, name, value]) => `add_header ${name} "${value}" always;`).join('\n');
}

/** @param {number} port @param {string} server what the host does */
function nginxConfiguration(port, server) {
  // Else its workers could not read the folder.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  return `daemon off;
${user}
pid nginx.pid;
events {}
http {
  include /etc/nginx/mime.types;
  types { text/javascript mjs; }
  access_log off;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  server {
    listen 127.0.0.1:${port};
    ${server}
  }
}
`;
}
