import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CopySource, Rehearsal, SalvageReportShape } from '../../shared/contract/backups.ts';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { Look, Trouble } from '../components/trouble.tsx';
import { CopyTable } from './copy-table.tsx';
import css from './recovery.module.css';
import { RehearsalView } from './rehearsal-view.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { SalvageView } from './salvage-view.tsx';
import { Working } from './working.tsx';

interface RecoveryProps {
  readonly copies: RequestOutput<'backups.list'>['copies'];
  readonly mayRestore: boolean;
  /** The file cannot be opened, and nobody is signed in. */
  readonly closed: boolean;
  readonly onChanged: () => void;
}

/** The files, a rehearsal of one of them, and the last step; the same whether the present file is open or not. */
export function Recovery({ copies, mayRestore, closed, onChanged }: RecoveryProps) {
  const client = useClient();
  const act = useAct();
  const [rehearsal, setRehearsal] = useState<Rehearsal>();
  const [saved, setSaved] = useState<SalvageReportShape>();
  const [isRestoring, setRestoring] = useState(false);
  const [done, setDone] = useState(false);
  const rehearse = (source: CopySource) =>
    act.run(async () => {
      setRehearsal(undefined);
      setRehearsal(await client.request('recovery.rehearse', { source, askCentre: true }));
    });
  const salvage = () =>
    act.run(async () => {
      setSaved(await client.request('recovery.salvage', {}));
      onChanged();
    });
  if (done) return <Look sentence="已换用，程序正在重新打开数据……" />;
  return (
    <>
      <Working waiting={act.waiting} />
      <Trouble refusal={act.refusal} />
      {rehearsal !== undefined && (
        <Rehearsed
          rehearsal={rehearsal}
          waiting={act.waiting}
          onRestore={() => setRestoring(true)}
          onLeave={() => setRehearsal(undefined)}
        />
      )}
      {saved !== undefined && <SalvageView report={saved} />}
      {closed && (
        <div className={css['acts']}>
          <Button variant="default" disabled={act.waiting} onClick={salvage}>
            保存能救出的数据
          </Button>
          <span>读出还能读的部分，另存为一个新文件；现在的文件不改动。</span>
        </div>
      )}
      {copies.length > 0 && (
        <CopyTable copies={copies} waiting={act.waiting} onRehearse={mayRestore ? rehearse : undefined} />
      )}
      {isRestoring && rehearsal !== undefined && (
        <RestoreDialog
          rehearsal={rehearsal}
          asksBoth={closed}
          onDone={() => {
            setRestoring(false);
            setDone(true);
          }}
          onClose={() => setRestoring(false)}
        />
      )}
    </>
  );
}

interface RehearsedProps {
  readonly rehearsal: Rehearsal;
  readonly waiting: boolean;
  readonly onRestore: () => void;
  readonly onLeave: () => void;
}

function Rehearsed({ rehearsal, waiting, onRestore, onLeave }: RehearsedProps) {
  return (
    <>
      <RehearsalView rehearsal={rehearsal} />
      <div className={css['acts']}>
        <Button color="red" autoFocus disabled={waiting} onClick={onRestore}>
          换用这一份
        </Button>
        <Button variant="default" onClick={onLeave}>
          不换用
        </Button>
      </div>
    </>
  );
}
