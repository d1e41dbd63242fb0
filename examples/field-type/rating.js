/** A kind of question of our own: stars from one to as many as the schema allows. */
import {registerFieldType} from '/egov-form.js';

const WORDS = {vi: (n) => `${n} sao`, en: (n) => (n === 1 ? '1 star' : `${n} stars`)};
const said = (n, locale) => (WORDS[locale] ?? WORDS.vi)(n);

function makeGroup() {
  const group = document.createElement('div');
  group.setAttribute('part', 'rating');
  return group;
}

function addStar(group) {
  const star = document.createElement('label');
  star.setAttribute('part', 'star');
  const radio = document.createElement('input');
  radio.type = 'radio';
  star.append(radio, document.createElement('span'));
  group.append(star);
}

registerFieldType({
  name: 'rating',
  controls: 'many',
  radios: true,

  /** What it says about itself: to the builder, to the docs, to whoever asks. */
  record: {
    name: 'rating',
    group: 'number',
    title: {vi: 'Đánh giá bằng sao', en: 'Rating in stars'},
    description: {vi: 'Từ một đến năm sao.', en: 'One to five stars.'},
    widget: 'rating',
    schema: {type: 'integer', minimum: 1, maximum: 5},
    settings: {widget: 'rating'},
    reads: [],
    keywords: ['maximum'],
    role: 'radiogroup',
    issues: ['schema.minimum', 'schema.maximum'],
    example: {label: {vi: 'Thái độ phục vụ', en: 'Service'}, value: 4, wrong: 9, issue: 'schema.maximum'},
  },

  /** Called whenever something that it read has changed. The same element comes back every time, and is brought up to date. */
  render(host) {
    const {field, ctx} = host;
    const group = host.native(makeGroup, (event) => {
      if (event.type === 'change') host.choose(Number(event.target.value));
    });
    while (group.childElementCount < (field.schema.maximum ?? 5)) addStar(group);
    [...group.children].forEach(({children: [radio, words]}, index) => {
      const n = index + 1;
      radio.id = n === 1 ? host.controlId : `${host.controlId}-${n}`;
      radio.name = host.controlId;
      radio.value = String(n);
      radio.checked = field.value === n;
      radio.disabled = field.readonly || ctx.readonly;
      words.textContent = said(n, ctx.locale);
    });
    return group;
  },

  /** How the review page and the printed form say it. */
  display: ({ctx}, value) => said(value, ctx.locale),
});
