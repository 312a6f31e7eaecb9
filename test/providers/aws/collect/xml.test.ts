import { describe, expect, test } from '@jest/globals';
import { xmlOf } from '../../../../demo/stand-ins/aws/xml.ts';
import { parseXml } from '../../../../lib/providers/aws/collect/xml.ts';

const element = (name: string, text: string, ...children: object[]) => ({ name, text, children });

describe('an XML answer', () => {
  test('is its elements, without attributes, comments and declarations', () => {
    const document = `<?xml version="1.0"?>\n<!-- - -->
<a xmlns="https://aws.example/" b='c'><d/><e f = "g" >h</e></a>\n`;
    expect(parseXml(document)).toEqual(element('a', '', element('d', ''), element('e', 'h')));
  });

  test('has its entities resolved, once', () => {
    expect(parseXml('<a>&lt;root&gt; &amp;amp; &#65;&#x42;&quot;&apos; &other; &#x110000;</a>')).toEqual(
      element('a', `<root> &amp; AB"' &other; &#x110000;`),
    );
  });

  test('has its sections of characters as they are', () => {
    expect(parseXml('<a>b<![CDATA[<c>&amp;]]>d</a>')).toEqual(element('a', 'b<c>&amp;d'));
  });

  test('is read as it was written', () => {
    const text = `"<&>' ]]`;
    expect(parseXml(`<a>${xmlOf({ b: text })}</a>`)).toEqual(element('a', '', element('b', text)));
  });

  test.each([
    '',
    ' ',
    'a',
    '{"a":1}',
    '<a>',
    '</a>',
    '<a></b>',
    '<a><b></a></b>',
    '<a/><b/>',
    '<a/>b',
    '<a',
    '<a b=c/>',
    '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    '<a><![CDATA[b</a>',
    '<a><!-- </a>',
    '< a/>',
  ])('is none where it is %j', (document) => {
    expect(parseXml(document)).toBeNull();
  });
});
