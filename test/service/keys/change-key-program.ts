import { finishKeyChange, type KeyChangeStep } from '../../../electron/service/keys/change-key.ts';

/** Changes the key of a file and is killed before one step; `<file> <key> <next key> <step>`. */
const [file = '', keyHex = '', nextKeyHex = '', killedBefore] = process.argv.slice(2);
finishKeyChange({
  connection: { file, keyHex, nativeBinding: null, busyTimeoutMs: 5000 },
  nextKeyHex,
  clock: { now: () => new Date() },
  before: (step: KeyChangeStep) => {
    if (step === killedBefore) process.kill(process.pid, 'SIGKILL');
  },
});
