import { Checkbox, PasswordInput, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PlatformChange, PlatformSettings } from '../../shared/contract/platform.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { SecondPersonFields, nobodyYet } from '../components/second-person-fields.tsx';

interface ChangePlatformDialogProps {
  readonly today: string;
  readonly settings: PlatformSettings;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

interface Typed {
  readonly url: string;
  readonly operator: string;
  readonly signIn: boolean;
  readonly authority: string;
  readonly platformKey: string;
  readonly signingSecret: string;
  readonly signingKeyHex: string;
}

/** What is left empty among the keys stays as it is: secrets are never shown, so they cannot be edited. */
export function ChangePlatformDialog({ today, settings, onDone, onClose }: ChangePlatformDialogProps) {
  const client = useClient();
  const act = useAct();
  const [typed, setTyped] = useState<Typed>({
    url: settings.url ?? '',
    operator: settings.operator ?? '',
    signIn: settings.signIn,
    authority: '',
    platformKey: '',
    signingSecret: '',
    signingKeyHex: '',
  });
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const put = (change: Partial<Typed>) => setTyped((before) => ({ ...before, ...change }));
  const submit = () =>
    act.run(async () => {
      await client.request('platform.change', { ...changeOf(typed, today), secondPerson });
      onDone();
    });
  return (
    <FormDialog title="更改医保平台设置" act={act} submitLabel="更改" onSubmit={submit} onClose={onClose}>
      <TextInput
        label="地址"
        placeholder="https://…"
        data-autofocus
        value={typed.url}
        onChange={(event) => put({ url: event.currentTarget.value })}
      />
      <SimpleGrid cols={2}>
        <TextInput
          label="签到操作员"
          value={typed.operator}
          onChange={(event) => put({ operator: event.currentTarget.value })}
        />
        <Checkbox
          label="平台要求签到"
          mt="xl"
          checked={typed.signIn}
          onChange={(event) => put({ signIn: event.currentTarget.checked })}
        />
      </SimpleGrid>
      <KeyFields typed={typed} put={put} />
      <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
    </FormDialog>
  );
}

function KeyFields({ typed, put }: { typed: Typed; put: (change: Partial<Typed>) => void }) {
  return (
    <>
      <Textarea
        label="信任的证书机构"
        description="平台给的 PEM 证书，或 sha256: 加公钥指纹。不改就留空。"
        autosize
        maxRows={4}
        spellCheck={false}
        value={typed.authority}
        onChange={(event) => put({ authority: event.currentTarget.value })}
      />
      <TextInput
        label="平台公钥"
        description="U盘报送时加密用。不改就留空。"
        spellCheck={false}
        value={typed.platformKey}
        onChange={(event) => put({ platformKey: event.currentTarget.value })}
      />
      <SimpleGrid cols={2}>
        <PasswordInput
          label="约定的签名密钥"
          description="不改就留空"
          autoComplete="off"
          value={typed.signingSecret}
          onChange={(event) => put({ signingSecret: event.currentTarget.value })}
        />
        <PasswordInput
          label="本院签名私钥（SM2）"
          description="不改就留空"
          autoComplete="off"
          value={typed.signingKeyHex}
          onChange={(event) => put({ signingKeyHex: event.currentTarget.value })}
        />
      </SimpleGrid>
    </>
  );
}

function changeOf(typed: Typed, today: string): PlatformChange {
  const orNothing = (text: string) => (text.trim() === '' ? null : text.trim());
  const ifTyped = (name: 'authority' | 'platformKey' | 'signingSecret' | 'signingKeyHex') =>
    typed[name].trim() === '' ? {} : { [name]: typed[name].trim() };
  return {
    fromDay: today as PlatformChange['fromDay'],
    url: orNothing(typed.url),
    operator: orNothing(typed.operator),
    signIn: typed.signIn,
    ...ifTyped('authority'),
    ...ifTyped('platformKey'),
    ...ifTyped('signingSecret'),
    ...ifTyped('signingKeyHex'),
  };
}
