import { Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { MoneyError } from '../../shared/money/fen.ts';
import { formatRatio, parseRatio, ratioOfMillionths } from '../../shared/money/ratio.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { DayField } from '../components/day-field.tsx';
import { FormDialog } from '../components/form-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';
import { dayOf } from '../components/typed-day.ts';
import type { Payer } from './settings-page.tsx';

interface PayerDialogProps {
  readonly payer: Payer;
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** How one payer is claimed from, from a day on. */
export function PayerDialog({ payer, today, onDone, onClose }: PayerDialogProps) {
  const client = useClient();
  const act = useAct();
  const [way, setWay] = useState<string>(payer.way);
  const [share, setShare] = useState(formatRatio(ratioOfMillionths(payer.retentionMillionths)));
  const [publicKey, setPublicKey] = useState(payer.publicKey ?? '');
  const [fromDay, setFromDay] = useState(today);
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const retentionMillionths = shareOf(share);
  const submit = () => {
    if (retentionMillionths === undefined) return;
    act.run(async () => {
      const terms = {
        payer: payer.payer,
        way: way as Payer['way'],
        retentionMillionths,
        publicKey: publicKey.trim().toLowerCase() || null,
      };
      const change = { fromDay: dayOf(fromDay), payers: [terms], accounts: [], secondPerson };
      await client.request('fundClaims.changeSettings', change).then(onDone);
    });
  };
  return (
    <FormDialog
      title={`${payer.title}的拨付设置`}
      act={act}
      submitLabel="保存"
      onSubmit={submit}
      onClose={onClose}
    >
      <Radio.Group label="怎么申报" value={way} onChange={setWay}>
        <Radio value="platform" size="md" my="xs" label="医保平台（清算申请）" />
        <Radio value="file" size="md" label="清单文件或纸质申请表" />
      </Radio.Group>
      <TextInput
        label="质保金比例"
        required
        data-autofocus
        maxLength={10}
        value={share}
        error={retentionMillionths === undefined && '请写 0% 到 50% 之间的比例，如 5%'}
        onChange={(event) => setShare(event.currentTarget.value)}
      />
      <TextInput
        label="对方的公钥"
        description="清单文件只有对方能打开、回执只认对方签名；没有就空着，用纸质或 XLSX。"
        maxLength={130}
        value={publicKey}
        onChange={(event) => setPublicKey(event.currentTarget.value)}
      />
      <DayField label="从哪天起" value={fromDay} onChange={setFromDay} />
      <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
    </FormDialog>
  );
}

function shareOf(text: string): number | undefined {
  try {
    const plain = text.normalize('NFKC').trim();
    const ratio = parseRatio(plain.endsWith('%') ? plain : `${plain}%`);
    return ratio <= 500_000 ? ratio : undefined;
  } catch (error) {
    if (error instanceof MoneyError) return undefined;
    throw error;
  }
}
