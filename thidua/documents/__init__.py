"""Papers, tables and certificates: plain frozen data in, the bytes of a file out. No Django, no clock, no database.

``word.docx_of(paper)`` and ``printed.pdf_of(paper)`` draw a ``layout.Paper``; each kind of paper has a module with its
dataclasses and ``paper_of()``: decision, proposal, minutes, report, summary, roster, registration, receipt, closing.
Besides: ``sheets`` (Excel), ``certificates``, ``templates`` (the office's own Word files), ``office`` (LibreOffice),
``signatures`` and ``inspection`` (of uploads).
"""
