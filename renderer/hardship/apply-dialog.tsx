import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import { type HardshipKind, hardshipKinds, hardshipKindTitles } from '../../shared/contract/hardship.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { printPaper } from '../payment/print-paper.ts';
import { Confirmation } from '../settlement/confirmation.ts';
import { usualAddressees } from './words.ts';

interface ApplyDialogProps {
  readonly settlementId: string;
  readonly personName: string;
  /** What is said of it and of its paper. */
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

/** An application, filled in with all amounts by the service and printed to be signed. */
export function ApplyDialog({ settlementId, personName, onDone, onClose }: ApplyDialogProps) {
  const client = useClient();
  const act = useAct();
  const [kind, setKind] = useState<HardshipKind>('temporary_relief');
  const [addressee, setAddressee] = useState<string>();
  const [reason, setReason] = useState('');
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, input: Omit<RequestInput<'hardship.apply'>, 'requestId'>) =>
        client.request('hardship.apply', { requestId, ...input }),
      ),
  );
  const shown = addressee ?? usualAddressees[kind];
  const submit = () =>
    act.run(async () => {
      const input = { settlementId, kind, addressee: shown.trim(), reason: reason.trim() };
      const { applicationId, number } = await confirmation.confirm(input);
      const printed = await printPaper(client, 'hardship_application', applicationId, {
        paper: null,
        printer: null,
      });
      onDone(`申请 ${number} 已记下。${printed.sentence}`);
    });
  return (
    <FormDialog
      title={`申请困难救助 ${personName}`}
      act={act}
      submitLabel="记下并打印申请表"
      onSubmit={submit}
      onClose={onClose}
    >
      <NativeSelect
        label="申请什么"
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as HardshipKind)}
        data={hardshipKinds.map((value) => ({ value, label: hardshipKindTitles[value] }))}
      />
      <TextInput
        label="交给谁"
        required
        maxLength={60}
        value={shown}
        onChange={(event) => setAddressee(event.currentTarget.value)}
      />
      <TextInput
        label="困难的原因"
        placeholder="家中两人患病，没有劳动力"
        required
        data-autofocus
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
