import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { Confirmation } from '../../../renderer/settlement/confirmation.ts';

type Reply = (requestId: string, input: string) => Promise<string>;

/** Answers each sending with the next reply, and keeps what was sent. */
function recorded(...replies: Reply[]) {
  const sent: { requestId: string; input: string }[] = [];
  const confirmation = new Confirmation((requestId, input: string) => {
    sent.push({ requestId, input });
    return replies[sent.length - 1]!(requestId, input);
  });
  return { confirmation, sent };
}

const refuse = (code: string) => () => Promise.reject(new Refusal(code, '……'));
const done = () => Promise.resolve('done');

describe('a confirmation', () => {
  it('is sent once however often it is pressed', async () => {
    const { confirmation, sent } = recorded(done);
    const answers = await Promise.all([
      confirmation.confirm('a'),
      confirmation.confirm('a'),
      confirmation.confirm('a'),
    ]);
    expect(answers).toEqual(['done', 'done', 'done']);
    await confirmation.confirm('a');
    expect(sent).toHaveLength(1);
  });

  it.each([
    'service_interrupted',
    'service_timed_out',
    'service_stopped',
    'answer_not_understood',
    'database_in_doubt',
    'not_signed_in',
  ])('keeps its id and its content when nobody knows the answer (%s)', async (code) => {
    const { confirmation, sent } = recorded(refuse(code), done);
    await expect(confirmation.confirm('cash')).rejects.toThrow(code);
    await expect(confirmation.confirm('bank')).resolves.toBe('done');
    expect(sent[1]).toEqual(sent[0]);
  });

  it('is a new act after a refusal', async () => {
    const { confirmation, sent } = recorded(refuse('second_person_wrong'), done);
    await expect(confirmation.confirm('first')).rejects.toThrow('second_person_wrong');
    await confirmation.confirm('second');
    expect(sent[1]?.input).toBe('second');
    expect(sent[1]?.requestId).not.toBe(sent[0]?.requestId);
  });

  it('carries a uuid of version 7', async () => {
    const { confirmation, sent } = recorded(done);
    await confirmation.confirm('a');
    expect(sent[0]?.requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
  });
});
