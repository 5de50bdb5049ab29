import { Button, Group, Modal } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import type { ArchivedDocument } from '../../shared/contract/documents/archive.ts';
import type { PersonCard } from '../../shared/contract/people.ts';
import type { Role } from '../../shared/contract/request.ts';
import type { SettlementRecord } from '../../shared/contract/settlements.ts';
import type { Stay } from '../../shared/contract/stays.ts';
import { PapersDialog } from '../admission/papers-dialog.tsx';
import { mayAsk } from '../app/permission.ts';
import { useAnswer, useEvent } from '../app/use-client.ts';
import { DocumentDialog } from '../archive/document-dialog.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { type HistoryAct, keysFor } from './acts.ts';
import css from './history.module.css';
import { SettlementChoice } from './settlement-choice.tsx';
import { SettlementFacts } from './settlement-facts.tsx';
import type { ListedOfPerson } from './words.ts';

interface HistoryDialogProps {
  readonly card: Pick<PersonCard, 'name'> & { readonly settlements: readonly ListedOfPerson[] };
  /** Looked at first; else the newest. */
  readonly settlementId: string | undefined;
  readonly role: Role;
  /** What may be begun from here; the role may allow less. */
  readonly acts: readonly HistoryAct[];
  readonly onAct: (settlement: SettlementRecord, act: HistoryAct) => void;
  readonly onClose: () => void;
}

type Over =
  | { readonly is: 'paper'; readonly paper: ArchivedDocument }
  | { readonly is: 'attachments'; readonly stay: Stay };

/** Every settlement of a person, with its money, papers and official receipt, and the acts about it. */
export function HistoryDialog(props: HistoryDialogProps) {
  const { card, settlementId, role, acts, onAct, onClose } = props;
  const { name, settlements } = card;
  const [chosenId, choose] = useState(settlementId ?? settlements[0]?.settlementId ?? '');
  const [over, setOver] = useState<Over>();
  const asked = useAnswer('settlements.get', { settlementId: chosenId });
  useEvent('settlement.changed', (changed) => {
    if (changed.settlementId === chosenId) asked.reload();
  });
  // While the next one is on its way the one before is not acted upon.
  const settlement = asked.value?.settlementId === chosenId ? asked.value : undefined;
  // Not before everybody has heard this key press: the Esc that closes a part would close the whole as well.
  const back = () => void setTimeout(() => setOver(undefined));
  if (over?.is === 'paper') {
    return <DocumentDialog document={over.paper} role={role} onPrinted={() => undefined} onClose={back} />;
  }
  if (over?.is === 'attachments') {
    const mayChange = mayAsk(role, 'attachments.add');
    return <PapersDialog stay={over.stay} personName={name} mayChange={mayChange} onClose={back} />;
  }
  return (
    <Modal opened size="74rem" title={`历次结算 ${name}`} onClose={onClose}>
      <div className={css['panes']}>
        <SettlementChoice
          settlements={settlements}
          chosenId={chosenId}
          onChoose={choose}
          onOpen={() => settlement !== undefined && acts.includes('show') && onAct(settlement, 'show')}
        />
        <div className={css['facts']}>
          <Trouble refusal={asked.refusal} />
          <Waiting what={settlement === undefined && asked.waiting ? '正在调出结算单……' : undefined} />
          {settlement !== undefined && (
            <SettlementFacts
              key={chosenId}
              settlement={settlement}
              role={role}
              onPaper={(paper) => setOver({ is: 'paper', paper })}
              onAttachments={(stay) => setOver({ is: 'attachments', stay })}
            />
          )}
        </div>
      </div>
      <Group justify="space-between" mt="sm">
        <Button variant="default" onClick={onClose}>
          <KeyHint of="Esc" /> 返回
        </Button>
        {settlement !== undefined && (
          <Acts settlement={settlement} role={role} offered={acts} onAct={(act) => onAct(settlement, act)} />
        )}
      </Group>
    </Modal>
  );
}

interface ActsProps {
  readonly settlement: SettlementRecord;
  readonly role: Role;
  readonly offered: readonly HistoryAct[];
  readonly onAct: (act: HistoryAct) => void;
}

/** What can be done about it, by the keys that do the same on the desk. */
function Acts({ settlement, role, offered, onAct }: ActsProps) {
  const keys = keysFor(settlement, role).filter(({ act }) => offered.includes(act));
  useHotkeys(
    // The list of settlements has Enter of its own; a button and a field keep theirs.
    keys.filter(({ key }) => key !== 'Enter').map(({ key, act }) => [key, () => onAct(act)]),
    [],
  );
  return (
    <Group gap="xs">
      {keys.map(({ key, label, act }) => (
        <Button key={key} variant={key === 'Enter' ? 'filled' : 'light'} onClick={() => onAct(act)}>
          <KeyHint of={key} /> {label}
        </Button>
      ))}
    </Group>
  );
}
