// Preloaded by the build into one run of the command: writes what Node compiled in that run where the launcher looks for it.
import { writeFileSync } from 'node:fs';
import vm from 'node:vm';

const { Script } = vm;
vm.Script = class extends Script {
  constructor(source, options) {
    super(source, options);
    // The command makes scripts of its own, for regexes under a deadline.
    if (!options?.filename?.endsWith('main.cjs')) return;
    process.once('exit', () => writeFileSync('dist/cli/main.cache', this.createCachedData()));
  }
};
