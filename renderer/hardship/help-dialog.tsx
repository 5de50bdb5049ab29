import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import type { Role } from '../../shared/contract/request.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { mayAsk } from '../app/permission.ts';
import { useAnswer } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Look, Trouble } from '../components/trouble.tsx';
import { ApplicationTable } from './application-table.tsx';
import { ApplyDialog } from './apply-dialog.tsx';
import css from './hardship.module.css';
import { type Opened, OpenedDialog } from './opened-dialog.tsx';
import { TopUpDialog } from './top-up-dialog.tsx';
import { TopUpTable } from './top-up-table.tsx';

interface HelpDialogProps {
  readonly settlementId: string;
  readonly role: Role;
  readonly today: string;
  readonly onClose: () => void;
}

type Over = Opened | { readonly is: 'apply' } | { readonly is: 'topUpAlone' };

/** 困难救助 of one settlement: all amounts of the year, what was applied for, what came after the settlement. */
export function HelpDialog({ settlementId, role, today, onClose }: HelpDialogProps) {
  const { value: help, refusal, reload } = useAnswer('hardship.ofSettlement', { settlementId });
  const [over, setOver] = useState<Over>();
  const [said, setSaid] = useState<string>();
  // Not before everybody has heard this key press: the Esc that closes a part would close the whole as well.
  const close = () => void setTimeout(() => setOver(undefined));
  const onDone = (sentence: string) => {
    setSaid(sentence);
    setOver(undefined);
    reload();
  };
  const mayAct = mayAsk(role, 'hardship.apply');
  return (
    <Modal opened size="70rem" title={`困难救助 ${help?.personName ?? ''}`} onClose={onClose}>
      <Trouble refusal={refusal} />
      {said !== undefined && <p role="status">✓ {said}</p>}
      {help !== undefined && <HelpFacts help={help} mayAct={mayAct} onOpen={setOver} />}
      <Group justify="space-between" mt="sm">
        <Button variant="default" onClick={onClose}>
          <KeyHint of="Esc" /> 返回
        </Button>
        {help !== undefined && mayAct && <Begin help={help} onOpen={setOver} />}
      </Group>
      {help !== undefined && over?.is === 'apply' && (
        <ApplyDialog {...{ settlementId, onDone }} personName={help.personName} onClose={close} />
      )}
      {help !== undefined && over?.is === 'topUpAlone' && (
        <TopUpDialog
          {...{ settlementId, onDone }}
          personName={help.personName}
          application={undefined}
          onClose={close}
        />
      )}
      {over !== undefined && over.is !== 'apply' && over.is !== 'topUpAlone' && (
        <OpenedDialog opened={over} today={today} onDone={onDone} onClose={close} />
      )}
    </Modal>
  );
}

type Help = RequestOutput<'hardship.ofSettlement'>;

interface HelpFactsProps {
  readonly help: Help;
  readonly mayAct: boolean;
  readonly onOpen: (over: Over) => void;
}

function HelpFacts({ help, mayAct, onOpen }: HelpFactsProps) {
  const { year, offer, applications, topUps, slipNumber } = help;
  const sums = [
    [`${year.year} 年总费用`, year.totalFen],
    ...year.payers.map(({ title, amountFen }) => [title, amountFen] as const),
    ['个人负担', year.personalFen],
    ['还欠医院', year.owedFen],
  ] as const;
  return (
    <>
      {offer.isDue && offer.fromFen !== null && (
        <Look
          sentence={`今年个人负担已到县里定的 ${formatYuan(offer.fromFen)} 元，还没有申请过救助：请问一问患者要不要申请。`}
        />
      )}
      <dl className={css['amounts']} aria-label="本年金额">
        {sums.map(([title, amountFen]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{formatYuan(amountFen)}</dd>
          </div>
        ))}
      </dl>
      <h3 className={css['part']}>申请</h3>
      <ApplicationTable
        applications={applications}
        namesPerson={false}
        empty="还没有申请过。申请表会带上所有金额，打印出来签字。"
        mayAct={mayAct}
        onAct={(act, application) => onOpen({ is: act === 'print' ? 'printApplication' : act, application })}
      />
      <h3 className={css['part']}>结算单 {slipNumber} 结算以后的补助</h3>
      <TopUpTable
        topUps={topUps}
        namesPerson={false}
        empty="没有。批准的钱付给医院时，用“补助结算”记账：不撤销结算，先抵欠费，其余退给患者。"
        mayAct={mayAct}
        onAct={(act, topUp) => onOpen({ is: act === 'print' ? 'printTopUp' : act, topUp })}
      />
    </>
  );
}

function Begin({ help: { room }, onOpen }: { help: Help; onOpen: (over: Over) => void }) {
  return (
    <Group gap="xs">
      {room.payers.length > 0 && room.mostFen > 0 && (
        <Button variant="default" onClick={() => onOpen({ is: 'topUpAlone' })}>
          没有申请过的批件：补助结算
        </Button>
      )}
      <Button onClick={() => onOpen({ is: 'apply' })}>申请救助</Button>
    </Group>
  );
}
