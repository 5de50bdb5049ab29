import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import {
  type RosterWorkKind,
  type RosterWorkOutcome,
  rosterWorkOutcomes,
} from '../../shared/contract/roster-work.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { ReasonDialog } from '../components/reason-dialog.tsx';
import { kindTitles, outcomeTitles } from './words.ts';

interface TickDialogProps {
  readonly importId: string;
  readonly kind: RosterWorkKind;
  readonly personIds: readonly string[];
  /** Ticks are taken back instead. */
  readonly takesBack: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** 销号: what came of the chosen lines, and why. */
export function TickDialog({ importId, kind, personIds, takesBack, onDone, onClose }: TickDialogProps) {
  const client = useClient();
  const act = useAct();
  const [outcome, setOutcome] = useState<RosterWorkOutcome>(takesBack ? 'reopened' : 'verified');
  const submit = (reason: string) =>
    act.run(async () => {
      await client.request('rosterWork.tick', { importId, kind, personIds: [...personIds], outcome, reason });
      onDone();
    });
  return (
    <ReasonDialog
      title={`${takesBack ? '撤回销号' : '销号'}：${kindTitles[kind]} ${personIds.length} 人`}
      act={act}
      submitLabel="记下"
      reasonLabel={takesBack ? '为什么撤回' : '核实的情况'}
      onSubmit={submit}
      onClose={onClose}
      before={
        !takesBack && (
          <NativeSelect
            label="结果"
            value={outcome}
            onChange={(event) => setOutcome(event.currentTarget.value as RosterWorkOutcome)}
            data={rosterWorkOutcomes
              .filter((one) => one !== 'reopened')
              .map((value) => ({ value, label: outcomeTitles[value] }))}
          />
        )
      }
    />
  );
}
