<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Issue</name>
    <message numerus="yes">
        <source>The plan has %n items, more than the model&apos;s %1. Remove some.</source>
        <translation>
            <numerusform>The plan has %n item, more than the model&apos;s %1. Remove it.</numerusform>
            <numerusform>The plan has %n items, more than the model&apos;s %1. Remove some.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kaleido::ExportActions</name>
    <message numerus="yes">
        <source>Exported %n picture(s) to %1.</source>
        <translation>
            <numerusform>Exported %n picture to %1.</numerusform>
            <numerusform>Exported %n pictures to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kaleido::IssueList</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kaleido::MainWindow</name>
    <message numerus="yes">
        <source>%n finished picture(s) wait in memory to be kept: %1</source>
        <translation>
            <numerusform>%n finished picture waits in memory to be kept: %1</numerusform>
            <numerusform>%n finished pictures wait in memory to be kept: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kaleido::ProjectActions</name>
    <message numerus="yes">
        <source>The program ended before %1 had a name. Its plans and %n picture(s) are all there.</source>
        <translation>
            <numerusform>The program ended before %1 had a name. Its plans and %n picture are all there.</numerusform>
            <numerusform>The program ended before %1 had a name. Its plans and %n pictures are all there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kaleido::SeveralPage</name>
    <message numerus="yes">
        <source>%n items selected</source>
        <translation>
            <numerusform>%n item selected</numerusform>
            <numerusform>%n items selected</numerusform>
        </translation>
    </message>
</context>
</TS>
