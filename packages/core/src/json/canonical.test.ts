import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {describe, test} from 'node:test';
import {canonicalText, createForm, type FormDefinition, FormError} from '../index.ts';

const definition: FormDefinition = {
  id: 'sample',
  version: '1.0.0',
  title: 'Sample',
  data: {type: 'object', properties: {kind: {type: 'string'}, name: {type: 'string'}}},
};

describe('canonical JSON', () => {
  test('as RFC 8785 has it', async () => {
    // Section 3.2.2 (the published example), in both spellings of its string.
    assert.equal(
      canonicalText({
        numbers: JSON.parse('[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]'),
        string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
        literals: [null, true, false],
      }),
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    // Section 3.2.3: members in the order of UTF-16 code units.
    const members = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
    assert.deepEqual(
      Object.keys(JSON.parse(canonicalText(Object.fromEntries(members.map((name) => [`k${name}`, 0]))))),
      ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33'].map((name) => `k${name}`),
    );
    // Appendix B: numbers by their IEEE 754 bits.
    const numbers: [string, string][] = [
      ['0000000000000000', '0'],
      ['8000000000000000', '0'],
      ['0000000000000001', '5e-324'],
      ['8000000000000001', '-5e-324'],
      ['7fefffffffffffff', '1.7976931348623157e+308'],
      ['ffefffffffffffff', '-1.7976931348623157e+308'],
      ['4340000000000000', '9007199254740992'],
      ['c340000000000000', '-9007199254740992'],
      ['4430000000000000', '295147905179352830000'],
      ['44b52d02c7e14af5', '9.999999999999997e+22'],
      ['44b52d02c7e14af6', '1e+23'],
      ['44b52d02c7e14af7', '1.0000000000000001e+23'],
      ['444b1ae4d6e2ef4e', '999999999999999700000'],
      ['444b1ae4d6e2ef4f', '999999999999999900000'],
      ['444b1ae4d6e2ef50', '1e+21'],
      ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
      ['3eb0c6f7a0b5ed8d', '0.000001'],
      ['41b3de4355555553', '333333333.3333332'],
      ['41b3de4355555554', '333333333.33333325'],
      ['41b3de4355555555', '333333333.3333333'],
      ['41b3de4355555556', '333333333.3333334'],
      ['41b3de4355555557', '333333333.33333343'],
      ['becbf647612f3696', '-0.0000033333333333333333'],
      ['43143ff3c1cb0959', '1424953923781206.2'],
    ];
    for (const [bits, text] of numbers) {
      const view = new DataView(new ArrayBuffer(8));
      view.setBigUint64(0, BigInt(`0x${bits}`));
      assert.equal(canonicalText(view.getFloat64(0)), text, bits);
    }
    for (const wrong of [Number.NaN, Number.NEGATIVE_INFINITY, 'half \ud800', ['\udc00'], {'\ud800': 1}])
      assert.throws(
        () => canonicalText(wrong),
        (error) => error instanceof FormError && error.code === 'EGOV_CORE_CANONICAL',
      );
  });

  test('of the submission view has a digest that another program finds again', async () => {
    const sample = createForm(definition);
    sample.set('/name', 'Ánh €');
    sample.set('/kind', 'short');
    assert.equal(sample.canonical(), '{"kind":"short","name":"Ánh €"}');
    const sha256 = async (text: string): Promise<string> => createHash('sha256').update(text, 'utf8').digest('hex');
    assert.equal(await sample.digest(sha256), '61f8766c00b2c81d5b6e24e016dcbb244192cc5d1f677927c29d1bdf342d322b');
  });
});
