import { type ReactNode, useState } from 'react';
import type { BegunCode, SignedIn } from '../../shared/contract/staff.ts';
import { CodeField } from '../components/code-field.tsx';
import { FormDialog } from '../components/form-dialog.tsx';
import { QrCode } from '../components/qr-code.tsx';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import { OwnPasswordField } from './own-password-field.tsx';
import { SignInStep } from './sign-in-step.tsx';
import css from './sign-in.module.css';
import { useAct, useClient } from './use-client.ts';

interface DueCodeProps {
  readonly session: SignedIn;
  /** What was just typed at the sign-in. */
  readonly password: string;
  readonly onDone: (session: SignedIn) => void;
  readonly onBack: () => void;
}

/** Between the sign-in and the rooms: the hospital wants one-time codes of this account, and it has none yet. */
export function DueCode({ session, password, onDone, onBack }: DueCodeProps) {
  const client = useClient();
  const act = useAct();
  const [begun, setBegun] = useState<BegunCode>();
  const [code, setCode] = useState('');
  const submit = () =>
    act.run(async () => {
      if (begun === undefined) setBegun(await client.request('staff.beginCode', { password }));
      else onDone(await client.request('staff.confirmCode', { code }));
    });
  return (
    <SignInStep
      status={`${session.displayName}，本院要求这个账号登录时还要一次性口令。请在手机上装好“身份验证器”（TOTP）软件，再开始设置。`}
      submitLabel={begun === undefined ? '开始设置' : '设置好，开始办理'}
      focusSubmit
      waiting={act.waiting}
      onSubmit={submit}
      onBack={onBack}
    >
      {begun !== undefined && <OnThePhone begun={begun} />}
      {begun !== undefined && <CodeField autoFocus value={code} onChange={setCode} />}
      <Trouble refusal={act.refusal} />
      <Waiting what={act.waiting ? '正在核对……' : undefined} />
    </SignInStep>
  );
}

/** One's own phone, for the first time or a new one: password, then the phone, then its first code. */
export function OneTimeCodeDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useClient();
  const act = useAct();
  const [password, setPassword] = useState('');
  const [oldCode, setOldCode] = useState<string>();
  const [begun, setBegun] = useState<BegunCode>();
  const [code, setCode] = useState('');
  const [isDone, setDone] = useState(false);
  const asksOldCode = oldCode !== undefined || act.refusal?.code === 'one_time_code_needed';
  const submit = () =>
    act.run(async () => {
      if (isDone) {
        onClose();
      } else if (begun === undefined) {
        const old = oldCode === undefined ? {} : { code: oldCode };
        setBegun(await client.request('staff.beginCode', { password, ...old }));
      } else {
        await client.request('staff.confirmCode', { code });
        setDone(true);
      }
    });
  const dialog = { title: '一次性口令', act, onSubmit: submit, onClose };
  if (isDone) {
    return (
      <FormDialog key="done" {...dialog} submitLabel="知道了" focusSubmit>
        <Look sentence="设置好了。从下一次登录起，输入密码后还要输入手机上的 6 位数字；做复核人时也要。" />
      </FormDialog>
    );
  }
  if (begun !== undefined) {
    return (
      <FormDialog key="begun" {...dialog} submitLabel="设置">
        <OnThePhone begun={begun} />
        <CodeField autoFocus value={code} onChange={setCode} />
      </FormDialog>
    );
  }
  return (
    <FormDialog key="password" {...dialog} submitLabel="下一步">
      <p>在手机上装一个“身份验证器”（TOTP）软件，以后登录除密码外还要它显示的 6 位数字。</p>
      <OwnPasswordField value={password} onChange={setPassword} />
      {asksOldCode && (
        <CodeField autoFocus label="原来手机上的一次性口令" value={oldCode ?? ''} onChange={setOldCode} />
      )}
    </FormDialog>
  );
}

/** What the phone is told: the picture, and the same in characters for a phone without a camera. */
function OnThePhone({ begun: { secret, uri } }: { readonly begun: BegunCode }): ReactNode {
  return (
    <div className={css['phone']}>
      <QrCode className={css['qr'] ?? ''} text={uri} />
      <div>
        <p>1. 用手机上的“身份验证器”扫描二维码；扫不了的，选“手动输入”，照下面的字符输入：</p>
        <p className={css['secret']} aria-label="密钥">
          {secret.match(/.{1,4}/g)?.join(' ')}
        </p>
        <p>2. 手机显示 6 位数字后，输入在下面。输对了才算设置好。</p>
        <p>这个画面不要拍照、不要给别人看。</p>
      </div>
    </div>
  );
}
