/** @typedef {'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent' | 'off'} LogLevel */
/** @typedef {Record<'default' | 'media' | 'signaling' | 'webrtc', string>} LogLevels no effect: there is one logger */
/** @typedef {(...values: any[]) => void} Method */
/** @typedef {typeof LEVELS[keyof typeof LEVELS]} Level */
/** @typedef {LogLevel | keyof typeof LEVELS | Level} LevelName */
/** @typedef {(method: string, level: Level, name: string | symbol) => Method} MethodFactory */

/** As in the npm package loglevel, which twilio-video.js exports as its `Logger`. @type {{ TRACE: 0, DEBUG: 1, INFO: 2, WARN: 3, ERROR: 4, SILENT: 5 }} */
const LEVELS = { TRACE: 0, DEBUG: 1, INFO: 2, WARN: 3, ERROR: 4, SILENT: 5 };

const METHODS = /** @type {const} */ (['trace', 'debug', 'info', 'warn', 'error']);

const nothing = () => {};

/** @type {MethodFactory} */
const toConsole = (method) => {
  const name = /** @type {'trace'} */ (method === 'debug' ? 'log' : method);
  return (...values) => console[name](...values);
};

/** Loggers by name. @type {Record<string | symbol, Logger>} */
const loggers = Object.create(null);

/** Writes sufficiently important messages to the console. A page may set its own `methodFactory`. */
class Logger {
  levels = LEVELS;
  /** Takes effect with the next `setLevel()`, as in loglevel. */
  methodFactory = toConsole;
  /** @type {Method} */
  trace = nothing;
  /** @type {Method} */
  debug = nothing;
  /** As `debug()`. @type {Method} */
  log = nothing;
  /** @type {Method} */
  info = nothing;
  /** @type {Method} */
  warn = nothing;
  /** @type {Method} */
  error = nothing;
  /** @type {Level} */
  #level = LEVELS.WARN;
  /** The page has said so itself. */
  #isChosen = false;

  /** @param {string | symbol} name */
  constructor(name) {
    this.name = name;
    this.setDefaultLevel(LEVELS.WARN);
  }

  getLevel() {
    return this.#level;
  }

  /**
   * @param {LevelName} level less important messages are not written; an unknown level is ignored
   * @param {boolean} [_persist] no effect: no level outlives the page
   */
  setLevel(level, _persist) {
    const number = levelOf(level);
    if (number === undefined) return;
    this.#isChosen = true;
    this.#apply(number);
  }

  /** @param {LevelName} level holds until `setLevel()` says another */
  setDefaultLevel(level) {
    if (!this.#isChosen) this.#apply(levelOf(level) ?? this.#level);
  }

  /** @param {Level} number */
  #apply(number) {
    this.#level = number;
    for (const [index, method] of METHODS.entries()) {
      this[method] = index < number ? nothing : this.methodFactory(method, number, this.name);
    }
    this.log = this.debug;
  }

  /** @param {boolean} [_persist] no effect */
  enableAll(_persist) {
    this.setLevel(LEVELS.TRACE);
  }

  /** @param {boolean} [_persist] no effect */
  disableAll(_persist) {
    this.setLevel(LEVELS.SILENT);
  }

  /** @param {string | symbol} name */
  getLogger(name) {
    return (loggers[name] ??= new Logger(name));
  }

  /**
   * Those that there are; what is deleted from the result is made anew when it is next asked for.
   * @returns {Record<string, Logger>}
   */
  getLoggers() {
    return loggers;
  }
}

/** @param {LevelName} level @returns {Level | undefined} */
function levelOf(level) {
  if (typeof level === 'number') return level >= 0 && level <= LEVELS.SILENT ? level : undefined;
  const name = level === 'off' ? 'SILENT' : String(level).toUpperCase();
  return /** @type {Record<string, Level>} */ (LEVELS)[name];
}

const root = new Logger('default');

export { root as Logger };
