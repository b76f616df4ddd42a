/** @type {import('../contender.mjs').Contender} */
export const floor = { name: 'two connections in one page', page: 'floor', serve: null };
