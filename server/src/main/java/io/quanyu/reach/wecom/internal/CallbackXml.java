package io.quanyu.reach.wecom.internal;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads the flat XML of callbacks into fields, and nothing else that XML can do: a document type,
 * and with it every entity but the five of XML, is refused.
 */
final class CallbackXml {
  private CallbackXml() {}

  /** Deepest element; WeCom's deepest is {@code ExtAttr/Item/Name}. */
  private static final int DEPTH_MAX = 8;

  /** Most elements: a group of 500 that all join at once has fewer. */
  private static final int ELEMENTS_MAX = 2_000;

  /**
   * The texts of all elements that have no other in them, by path below the root: {@code
   * BatchJob/JobId}. Those of one path are joined by line feeds.
   */
  static SortedMap<String, String> fields(String xml) throws UnreadableCallbackException {
    var fields = new Fields();
    try {
      var factory = SAXParserFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.newSAXParser().parse(new InputSource(new StringReader(xml)), fields);
    } catch (SAXException e) {
      throw new UnreadableCallbackException("it is not XML as WeCom writes it", e);
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException("the JDK's XML parser does not work", e);
    }
    return fields.texts;
  }

  /** A field that must be there. */
  static String required(Map<String, String> fields, String name)
      throws UnreadableCallbackException {
    var text = fields.get(name);
    if (text == null || text.isBlank()) {
      throw new UnreadableCallbackException("it has no " + name);
    }
    return text;
  }

  private static final class Fields extends DefaultHandler {
    private final SortedMap<String, String> texts = new TreeMap<>();
    private final Deque<String> path = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private int elements;
    private boolean isLeaf;

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes)
        throws SAXException {
      if (++elements > ELEMENTS_MAX || path.size() >= DEPTH_MAX) {
        throw new SAXException("too many or too deep elements");
      }
      path.addLast(name);
      text.setLength(0);
      isLeaf = true;
    }

    @Override
    public void characters(char[] characters, int start, int length) {
      text.append(characters, start, length);
    }

    @Override
    public void endElement(String uri, String localName, String name) {
      if (isLeaf && path.size() > 1) {
        var place = String.join("/", path.stream().skip(1).toList());
        texts.merge(place, text.toString().strip(), (before, more) -> before + "\n" + more);
      }
      path.removeLast();
      isLeaf = false;
    }

    /** The default prints to the console. */
    @Override
    public void fatalError(org.xml.sax.SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
