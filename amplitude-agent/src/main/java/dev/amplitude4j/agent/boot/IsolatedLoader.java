// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.boot;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.net.URL;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Loads everything of the agent but its entry points, from {@code inst} in its own jar, for the JVM's life: what is needed
 * early from a pack of classes, the rest from entries of their own, {@code **.classdata}. Its
 * parent is the JDK, so the application's classes and ours never see each other. Any thread.
 *
 * <p>It reads the jar itself and hands out no URLs: handlers of {@code jar:} URLs take locks that applications hold.
 */
final class IsolatedLoader extends ClassLoader {

    private static final String FOLDER = "inst/";
    private static final String START_PACK = FOLDER + "start.pack";
    private static final String WEAVE_PACK = FOLDER + "weave.pack";
    private static final String WEAVER = "net.bytebuddy.";

    /** Asked for once, since a security manager would ask every caller for the right to. */
    private static final ProtectionDomain OURS = IsolatedLoader.class.getProtectionDomain();

    static {
        registerAsParallelCapable();
    }

    private final File file;
    private final JarFile jar;
    private final String version;
    private volatile SoftReference<ClassPack> startPack = new SoftReference<ClassPack>(null);
    private volatile SoftReference<ClassPack> weavePack = new SoftReference<ClassPack>(null);

    private IsolatedLoader(File file, JarFile jar, ClassLoader parent) throws IOException {
        super(parent);
        this.file = file;
        this.jar = jar;
        this.version = jar.getManifest().getMainAttributes().getValue("Implementation-Version");
    }

    static IsolatedLoader open(File file) throws IOException {
        return new IsolatedLoader(file, new JarFile(file, false), platform());
    }

    /** The jar. */
    File file() {
        return file;
    }

    /** The bytes of an entry of the jar. */
    byte[] read(String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        byte[] bytes = new byte[(int) entry.getSize()];
        DataInputStream in = new DataInputStream(jar.getInputStream(entry));
        try {
            in.readFully(bytes);
            return bytes;
        } finally {
            in.close();
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("java.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = defined(name);
            }
            return loaded != null ? loaded : super.loadClass(name, resolve);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        throw new ClassNotFoundException(name);
    }

    /** The class made of what the jar has of it; null if it has nothing. */
    private Class<?> defined(String name) throws ClassNotFoundException {
        try {
            ClassPack pack = packOf(name);
            int index = pack.find(name);
            if (index >= 0) {
                return define(name, pack.bytes(), pack.start(index), pack.length(index));
            }
            if (jar.getEntry(entry(name)) == null) {
                return null;
            }
            byte[] bytes = read(entry(name));
            return define(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private Class<?> define(String name, byte[] bytes, int start, int length) {
        definePackageOf(name);
        return defineClass(name, bytes, start, length, OURS);
    }

    /** What is loaded before the application's {@code main}, or with the first class that is woven. */
    private ClassPack packOf(String name) throws IOException {
        boolean isWeaver = name.startsWith(WEAVER);
        ClassPack pack = (isWeaver ? weavePack : startPack).get();
        if (pack == null) {
            pack = new ClassPack(read(isWeaver ? WEAVE_PACK : START_PACK));
            SoftReference<ClassPack> kept = new SoftReference<ClassPack>(pack);
            if (isWeaver) {
                weavePack = kept;
            } else {
                startPack = kept;
            }
        }
        return pack;
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        try {
            if (name.endsWith(".class")) {
                String type =
                        name.substring(0, name.length() - ".class".length()).replace('/', '.');
                ClassPack pack = packOf(type);
                int index = pack.find(type);
                if (index >= 0) {
                    return new ByteArrayInputStream(pack.bytes(), pack.start(index), pack.length(index));
                }
            }
            ZipEntry entry = jar.getEntry(FOLDER + (name.endsWith(".class") ? name + "data" : name));
            return entry == null ? super.getResourceAsStream(name) : jar.getInputStream(entry);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    protected URL findResource(String name) {
        return null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        return Collections.emptyEnumeration();
    }

    /** Our own packages tell the version; nobody asks those of libraries. */
    private void definePackageOf(String className) {
        int end = className.lastIndexOf('.');
        String name = end < 0 ? "" : className.substring(0, end);
        if (!name.startsWith("dev.amplitude4j")) {
            return;
        }
        try {
            definePackage(name, null, null, null, null, version, null, null);
        } catch (IllegalArgumentException e) {
            // It is there already.
        }
    }

    private static String entry(String className) {
        return FOLDER + className.replace('.', '/') + ".classdata";
    }

    /** The outermost loader that has a name in Java: the platform's, or on 8 that of extensions. */
    private static ClassLoader platform() {
        ClassLoader loader = ClassLoader.getSystemClassLoader();
        while (loader.getParent() != null) {
            loader = loader.getParent();
        }
        return loader;
    }
}
