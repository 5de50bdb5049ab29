import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PlatformCheck, PlatformSettings } from '../../shared/contract/platform.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import css from './admin.module.css';
import { ChangePlatformDialog } from './change-platform-dialog.tsx';
import { SettingsTable } from './settings-table.tsx';
import { TriedTable } from './tried-table.tsx';

/** Where the county platform is, whom this window trusts, and how it proves who it is. Secrets only as fingerprints. */
export function PlatformPage({ session, status }: RoomProps) {
  const client = useClient();
  const { value, refusal, reload } = useAnswer('platform.settings', {});
  const [changing, setChanging] = useState(false);
  const [checks, setChecks] = useState<readonly PlatformCheck[]>();
  const act = useAct();
  const test = () =>
    act.run(async () => {
      setChecks(undefined);
      setChecks((await client.request('platform.test', {})).checks);
    });
  return (
    <>
      <h2>医保平台</h2>
      {value !== undefined && <Settings settings={value} />}
      {mayAsk(session.role, 'platform.change') && value !== undefined && (
        <div className={css['form']}>
          <Button autoFocus loading={act.waiting} onClick={test}>
            检查连接
          </Button>
          <Button variant="default" disabled={act.waiting} onClick={() => setChanging(true)}>
            更改设置
          </Button>
        </div>
      )}
      <Waiting what={act.waiting ? '正在连接平台……' : undefined} />
      <Trouble refusal={refusal ?? act.refusal} />
      {checks !== undefined && (
        <TriedTable
          label="检查结果"
          tried={checks.map((check) => ({ ...check, title: checkTitles[check.what] }))}
          untried="前一项没通过"
        />
      )}
      {changing && value !== undefined && (
        <ChangePlatformDialog
          today={status.today}
          settings={value}
          onDone={() => {
            setChanging(false);
            setChecks(undefined);
            reload();
          }}
          onClose={() => setChanging(false)}
        />
      )}
    </>
  );
}

const signedWith: Record<PlatformSettings['signsWith'], string> = {
  SM2: 'SM2 签名（用平台发给本院的私钥）',
  SM3: 'HMAC-SM3（用与平台约定的密钥）',
  nothing: '不签名',
};

function Settings({ settings }: { settings: PlatformSettings }) {
  const { authority } = settings;
  const rows: readonly (readonly [string, string])[] = [
    ['地址', settings.url ?? '没有设置，不上传'],
    ['加密连接', settings.plainHttp ? '允许不加密的连接（http）' : '只走加密连接；不加密只限本机'],
    [
      '信任的证书机构',
      authority === null
        ? '没有指定'
        : [
            authority.subject,
            `指纹 ${authority.fingerprint}`,
            authority.validTo && `有效到 ${authority.validTo}`,
          ]
            .filter(Boolean)
            .join('，'),
    ],
    ['签到', settings.signIn ? `要签到，操作员 ${settings.operator ?? '没有设置'}` : '不签到'],
    ['报文签名', signedWith[settings.signsWith]],
    ['约定的密钥', settings.signingSecret === null ? '没有设置' : `已设置，指纹 ${settings.signingSecret}`],
    ['本院私钥', settings.signingKey === null ? '没有设置' : `已设置，指纹 ${settings.signingKey}`],
    ['平台公钥（U盘报送用）', settings.platformKey === null ? '没有设置' : `指纹 ${settings.platformKey}`],
    ['本窗口公钥指纹', settings.windowKey],
    ['本窗口公钥（交给平台登记）', settings.windowPublicKey],
  ];
  return <SettingsTable rows={rows} />;
}

const checkTitles: Record<PlatformCheck['what'], string> = {
  address: '地址',
  certificate: '证书',
  signature: '签名',
  sign_in: '签到',
};
