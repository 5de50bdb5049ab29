import { existsSync } from 'node:fs';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Log } from '../start/log.ts';
import type { Places } from '../start/places.ts';
import { startOnNode } from './node-program.ts';
import type { StartProgram } from './program.ts';
import { startAsUtility } from './utility-program.ts';

/** How programs are started in this Electron. @throws Refusal `installation_incomplete` when a file is not there */
export function programStarter(places: Places, log: Log): StartProgram {
  const start = places.nodeFile === null ? startAsUtility(log) : startOnNode(places.nodeFile, log);
  return (file, name) => {
    if (!existsSync(file) || (places.nodeFile !== null && !existsSync(places.nodeFile))) {
      log(`${name}: a file of the installation is missing`);
      throw new Refusal('installation_incomplete', '程序文件不完整，请重新安装本程序。数据没有受到影响。');
    }
    return start(file, name);
  };
}
