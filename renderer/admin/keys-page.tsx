import { Button } from '@mantine/core';
import { useState } from 'react';
import type { KeyStatus } from '../../shared/contract/keys.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer, useEvent } from '../app/use-client.ts';
import { formatInstant } from '../components/moment.ts';
import { Look, Trouble } from '../components/trouble.tsx';
import css from './admin.module.css';
import { ChangeKeyDialog } from './change-key-dialog.tsx';
import { PrintKeyDialog } from './print-key-dialog.tsx';
import { TestKeyDialog } from './test-key-dialog.tsx';

/** Whether the data could be opened again if this machine's own key were lost, and the two acts that see to it. */
export function KeysPage({ session, status }: RoomProps) {
  const { value, refusal, reload } = useAnswer('keys.status', {});
  useEvent('keys.changed', reload);
  const [open, setOpen] = useState<'print' | 'test' | 'change'>();
  const [said, setSaid] = useState<string>();
  /** What is known here is of the key of before. */
  const [isChanged, setChanged] = useState(false);
  const done = (sentence: string) => {
    setOpen(undefined);
    setSaid(sentence);
    // After a change of key the service comes back with nobody signed in: this asks for the sign-in.
    reload();
  };
  const changed = (sentence: string) => {
    setChanged(true);
    done(sentence);
  };
  const mayPrint = mayAsk(session.role, 'keys.printRecoveryKey');
  return (
    <>
      <h2>恢复密钥</h2>
      {isChanged && (
        <div className={css['form']}>
          <Button autoFocus onClick={() => (setChanged(false), setSaid(undefined), reload())}>
            已经重新登录，继续
          </Button>
        </div>
      )}
      {!isChanged && value !== undefined && <State status={value} practice={status.practice} />}
      {!isChanged && mayPrint && value !== undefined && (
        <div className={css['form']}>
          <Button
            variant={value.state === 'never_printed' ? 'filled' : 'default'}
            autoFocus={value.state === 'never_printed'}
            onClick={() => setOpen('print')}
          >
            打印恢复密钥
          </Button>
          <Button
            variant={value.state === 'not_tested' ? 'filled' : 'default'}
            autoFocus={value.state !== 'never_printed'}
            onClick={() => setOpen('test')}
          >
            核对恢复密钥
          </Button>
          <Button variant="default" onClick={() => setOpen('change')}>
            更换密钥
          </Button>
        </div>
      )}
      {said !== undefined && <Look sentence={said} />}
      <Trouble refusal={refusal} />
      <About />
      {open === 'print' && <PrintKeyDialog onDone={done} onClose={() => setOpen(undefined)} />}
      {open === 'change' && <ChangeKeyDialog onDone={changed} onClose={() => setOpen(undefined)} />}
      {open === 'test' && <TestKeyDialog onDone={done} onClose={() => setOpen(undefined)} />}
    </>
  );
}

const stateWords: Record<KeyStatus['state'], string> = {
  never_printed: '还没有打印过恢复密钥',
  not_tested: '已打印，还没有从纸上核对过',
  tested: '已打印，已从纸上核对',
};

function State({ status, practice }: { status: KeyStatus; practice: boolean }) {
  const { state, print, test, fingerprint } = status;
  return (
    <div className={css['state']}>
      <p>
        <b>{stateWords[state]}</b> · 密钥指纹 {fingerprint}
      </p>
      {print !== null && (
        <p>
          最近打印 {formatInstant(print.at)}，{print.by}打印，{print.approvedBy}复核
          {print.outcome === 'timed_out' && '（打印机没有响应，不确定是否打出）'}
        </p>
      )}
      {test !== null && (
        <p>
          最近核对 {formatInstant(test.at)}，{test.by}
        </p>
      )}
      {state !== 'tested' && !practice && (
        <Look sentence="这台电脑坏了或系统密钥丢了，没有核对过的恢复密钥，全部数据就可能再也打不开。请尽快打印并核对。" />
      )}
    </div>
  );
}

function About() {
  return (
    <ul>
      <li>数据文件是加密的，密钥由这台电脑的系统保管。恢复密钥就是这把密钥，印在纸上，锁进保险柜。</li>
      <li>
        打印要有另一人复核；只印在纸上，不显示、不存档、不留文件。打印和核对都记入日志，日志里没有密钥。
      </li>
      <li>核对就是从纸上输入一遍，证明这张纸真的打得开数据。每印一张新纸，都要重新核对；每年再核对一次。</li>
      <li>
        恢复密钥被不该看的人看过，或保管的人换了，就更换密钥：全部数据用新密钥重写，马上打印新的恢复密钥。以前的备份仍用旧密钥，旧的恢复密钥和它们一起留着。
      </li>
    </ul>
  );
}
