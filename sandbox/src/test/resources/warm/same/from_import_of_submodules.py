from xml import etree
from os import path
from concurrent import futures
from collections import abc, OrderedDict
import xml.etree.ElementTree as ET
import email.mime.text, logging.handlers
print(etree.__name__, path.__name__, futures.__name__, abc.__name__, ET.fromstring("<a>b</a>").text)
print(email.mime.text.MIMEText("x").as_string())
try:
    from json import nothing
except ImportError as e:
    print(e, e.name, e.path)
try:
    from xml import nothing
except ImportError as e:
    print(e)
import collections.nothing
