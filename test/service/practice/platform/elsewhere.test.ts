import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as newId } from 'uuid';
import { expect, it } from 'vitest';
import { messageIdOf } from '../../../../electron/service/platform/message-id.ts';
import { patients } from '../../../../electron/service/practice/patients.ts';
import { startPracticePlatform } from '../../../../electron/service/practice/platform/server.ts';
import { staysElsewhere } from '../../../../electron/service/practice/stays-elsewhere.ts';

const clock = { now: () => new Date('2026-11-20T02:00:00.000Z') };

async function post(port: number, infno: string, input: object): Promise<Record<string, unknown>> {
  const message = {
    infno,
    msgid: messageIdOf(newId(), 0),
    mdtrtarea_admvs: '421321',
    insuplc_admdvs: '421321',
    infver: 'V1.0',
    opter: 'window',
    opter_name: '3号窗',
    inf_time: '2026-11-20 10:00:00',
    fixmedins_code: 'H42132199999',
    fixmedins_name: '随县练习医院',
    input,
  };
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    body: JSON.stringify(message),
  });
  return ((await response.json()) as { output: Record<string, unknown> }).output;
}

it('the lesson of a stay in the city is put down once for a year, however often the platform starts', async () => {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'onestop-elsewhere-'));
  const { name, idNumber } = patients.sunYulan;
  const said: unknown[] = [];
  for (const year of [2026, 2026, 2027]) {
    const platform = await startPracticePlatform({
      dataFolder,
      keyHex: '22'.repeat(32),
      nativeBinding: null,
      clock,
      port: 0,
      lessons: staysElsewhere(year),
      demands: { signIn: false },
    });
    const who = { mdtrt_cert_type: '02', mdtrt_cert_no: idNumber, psn_cert_type: '01', certno: idNumber };
    const { baseinfo } = await post(platform.port, '1101', { data: { ...who, psn_name: name } });
    const { psn_no } = baseinfo as { psn_no: string };
    const { cuminfo } = await post(platform.port, '5206', { data: { psn_no, cum_ym: '2026' } });
    const rows = cuminfo as { cum_type_code: string; cum: string }[];
    said.push(rows.map(({ cum_type_code, cum }) => `${cum_type_code} ${cum}`));
    await platform.close();
  }
  const once = [
    'C0000 1',
    'G0000 4000.00',
    'G0001 1000.00',
    'G0002 11100.00',
    'D390100 25900.00',
    'D390200 3965.00',
    'D999701 6135.00',
  ];
  expect(said).toEqual([once, once, once]);
  rmSync(dataFolder, { recursive: true });
});
