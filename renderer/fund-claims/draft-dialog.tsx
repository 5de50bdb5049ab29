import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import { type FundClaim, monthSchema, type PayerStanding } from '../../shared/contract/fund-claims.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { Trouble } from '../components/trouble.tsx';
import { Confirmation } from '../settlement/confirmation.ts';
import css from './fund-claims.module.css';
import { monthBefore } from './words.ts';

interface DraftDialogProps {
  readonly payer: PayerStanding;
  readonly today: string;
  readonly onDrafted: (claim: FundClaim) => void;
  readonly onClose: () => void;
}

/** Which month, and what the claim would hold. */
export function DraftDialog({ payer, today, onDrafted, onClose }: DraftDialogProps) {
  const client = useClient();
  const act = useAct();
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, input: Omit<RequestInput<'fundClaims.draft'>, 'requestId'>) =>
        client.request('fundClaims.draft', { requestId, ...input }),
      ),
  );
  const [month, setMonth] = useState(monthBefore(today));
  const isMonth = monthSchema.safeParse(month).success;
  return (
    <FormDialog
      title={`向${payer.title}申请拨付`}
      act={act}
      submitLabel="生成草稿"
      onSubmit={() => {
        if (isMonth) act.run(() => confirmation.confirm({ payer: payer.payer, month }).then(onDrafted));
      }}
      onClose={onClose}
    >
      <TextInput
        label="月份"
        description="到这个月底为止还没有申报的都列进去，以前月份漏下的和申报后撤销的也在内。"
        required
        data-autofocus
        maxLength={7}
        value={month}
        error={!isMonth && '请写成 2020-03'}
        onChange={(event) => setMonth(event.currentTarget.value)}
      />
      {isMonth && <Preview payer={payer.payer} month={month} />}
    </FormDialog>
  );
}

function Preview({ payer, month }: { payer: string; month: string }) {
  const { value, refusal } = useAnswer('fundClaims.preview', { payer, month });
  if (value === undefined) return <Trouble refusal={refusal} />;
  const { lineCount, reversalCount, earlierCount, amountFen, isCut, otherCareCount } = value;
  return (
    <p role="status" className={css['soft']}>
      <b>
        {lineCount} 笔，{formatYuan(amountFen)} 元
      </b>
      {reversalCount > 0 && `，其中撤销 ${reversalCount} 笔`}
      {earlierCount > 0 && `，以前月份的 ${earlierCount} 笔`}
      {isCut && '。一份申请放不下，其余的请再做一份'}
      {otherCareCount > 0 && `。住院和门诊慢特病分开清算，另一类 ${otherCareCount} 笔请再做一份`}
    </p>
  );
}
