// Runs one of the suites' files in this page, and tells the runner what came of each test.

import { require } from './modules.js';
import { showPrivateNames } from './private_names.js';

const { searchParams } = new URL(location.href);

showPrivateNames();
globalThis.mocha.setup({ ui: 'bdd', reporter: class {
  constructor(runner) {
    const tell = (state) => (test, error) => globalThis.tellOutcome({
      title: test.fullTitle(), state, error: error && String(error.stack ?? error).slice(0, 600),
    });
    runner.on('pass', tell('passed'));
    runner.on('fail', tell('failed'));
    runner.on('pending', tell('pending'));
  }
} });
const grep = searchParams.get('grep');
if (grep) globalThis.mocha.grep(grep);

try {
  require(`/suites/test/integration/spec/${searchParams.get('spec')}`);
  globalThis.mocha.run(() => globalThis.tellEnd(''));
} catch (error) {
  globalThis.tellEnd(`its file does not load: ${error.stack}`);
}
