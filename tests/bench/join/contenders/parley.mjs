import { Server } from '../../../browser/support/server.mjs';

/** @type {import('../contender.mjs').Contender} */
export const parley = {
  name: 'Parley',
  page: 'parley',
  async serve(origin) {
    const server = await Server.start({ args: ['--allow-origin', origin] });
    return { port: server.port, stop: () => server.stop() };
  },
};
